package io.pitchpipe.tuningserver.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.testing.Databases;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projects and keys on both databases. */
class ProjectsTest {

    private static final ProjectNumber project = new ProjectNumber(123456789012L);

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/tuningserver");
    }

    private static Projects projects(DataSource database) {
        var sql = JdbcClient.create(database);
        return new Projects(sql, Clock.systemUTC(), new Groups(sql));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_key_leads_to_its_project_until_it_is_deleted(DataSource database) {
        var projects = projects(database);
        projects.put(project, "Team");
        assertThat(projects.hasNoKeys()).isTrue();

        var issued = projects.issueKey(project, Principal.ofProject(project), "k");

        assertThat(projects.callerOf(issued.apiKey())).contains(Caller.ofProject(project));
        assertThat(projects.hasNoKeys()).isFalse();
        assertThat(projects.deleteKey(issued.keyId())).isTrue();
        assertThat(projects.callerOf(issued.apiKey())).isEmpty();
        assertThat(projects.deleteKey(issued.keyId())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_secret_itself_is_stored_nowhere(DataSource database) {
        var projects = projects(database);
        projects.put(project, "Team");
        var issued = projects.issueKey(project, Principal.ofProject(project), "k");

        var rows =
                JdbcClient.create(database).sql("select * from api_key").query().listOfRows();

        assertThat(rows.toString()).doesNotContain(issued.apiKey().substring(4));
        assertThat(issued.toString()).doesNotContain(issued.apiKey());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_project_is_made_once_and_renamed(DataSource database) {
        var projects = projects(database);
        projects.put(project, "Team");
        projects.put(project, "Other");

        assertThat(projects.find(project)).contains(new Project(project, null, "Other"));
        assertThat(projects.find(new ProjectNumber(5))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_chosen_key_is_long_enough_and_of_one_project(DataSource database) {
        var projects = projects(database);
        projects.put(project, "Team");
        projects.put(new ProjectNumber(5), "Five");
        projects.acceptKey(project, "k", "0123456789abcdef");
        projects.acceptKey(project, "k", "0123456789abcdef");

        assertThat(projects.callerOf("0123456789abcdef")).contains(Caller.ofProject(project));
        assertThatThrownBy(() -> projects.acceptKey(new ProjectNumber(5), "k", "0123456789abcdef"))
                .hasMessageContaining("already belongs");
        assertThatThrownBy(() -> projects.acceptKey(project, "k", "0123456789abcde"))
                .hasMessageContaining("16");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_key_acts_as_its_principal_and_knows_its_groups(DataSource database) {
        var projects = projects(database);
        var groups = new Groups(JdbcClient.create(database));
        var ann = Principal.parse("Ann@Example.com");
        var team = new Principal("team@example.com");
        projects.put(project, "Team");
        groups.put(team, List.of(ann, new Principal("bob@example.com"), ann));
        var key = projects.issueKey(project, ann, "k").apiKey();

        assertThat(projects.callerOf(key))
                .contains(new Caller(project, new Principal("ann@example.com"), Set.of(team)));
        assertThat(groups.members(team))
                .extracting(Principal::email)
                .containsExactly("ann@example.com", "bob@example.com");

        groups.put(team, List.of());

        assertThat(projects.callerOf(key).orElseThrow().groups()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_principal_works_for_the_projects_it_has_keys_in(DataSource database) {
        var projects = projects(database);
        var five = new ProjectNumber(5);
        projects.put(project, "Team");
        projects.put(five, "Five");
        var ann = new Principal("ann@example.com");
        projects.issueKey(project, ann, "k");

        assertThat(projects.setId(project, "my-project-id")).isTrue();
        assertThat(projects.setId(project, "my-project-id")).isTrue();
        assertThat(projects.setId(five, "my-project-id")).isFalse();
        assertThat(projects.find(project).orElseThrow().id()).isEqualTo("my-project-id");
        assertThat(projects.usableBy(ann, "my-project-id")).contains(project);
        assertThat(projects.usableBy(ann, project.toString())).contains(project);
        assertThat(projects.usableBy(ann, "5")).isEmpty();
        assertThat(projects.usableBy(ann, "other-project")).isEmpty();
    }

    @Test
    void addresses_are_held_in_lower_case_and_give_ids_of_21_digits() {
        var ann = Principal.parse(" Ann@Example.COM ");

        assertThat(ann.email()).isEqualTo("ann@example.com");
        assertThat(ann.permissionId()).matches("2[0-9]{20}").isEqualTo(ann.permissionId());
        assertThat(new Principal("bob@example.com").permissionId()).isNotEqualTo(ann.permissionId());
        assertThat(Principal.ofProject(new ProjectNumber(4711)).permissionId()).isEqualTo("100000000000000004711");
        assertThat(Principal.ofProject(new ProjectNumber(Long.MAX_VALUE)).permissionId())
                .isEqualTo("109223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "@x.org", "ann@", "a b@x.org", "a@b@c", "ann@x org"})
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> Principal.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_address_has_at_most_254_characters() {
        var longest = "a".repeat(64) + "@" + "b".repeat(189);

        assertThat(Principal.parse(longest).email()).hasSize(254);
        assertThatThrownBy(() -> Principal.parse(longest + "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Principal.parse("a" + longest)).isInstanceOf(IllegalArgumentException.class);
    }
}
