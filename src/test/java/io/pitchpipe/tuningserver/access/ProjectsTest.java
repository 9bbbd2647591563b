package io.pitchpipe.tuningserver.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.testing.Databases;
import java.time.Clock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projects and keys on both databases. */
class ProjectsTest {

    private static final ProjectNumber project = new ProjectNumber(123456789012L);

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/tuningserver");
    }

    private static Projects projects(DataSource database) {
        return new Projects(JdbcClient.create(database), Clock.systemUTC());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_key_leads_to_its_project_until_it_is_deleted(DataSource database) {
        var projects = projects(database);
        projects.put(project, "Team");
        assertThat(projects.hasNoKeys()).isTrue();

        var issued = projects.issueKey(project, "k");

        assertThat(projects.projectOf(issued.apiKey())).contains(project);
        assertThat(projects.hasNoKeys()).isFalse();
        assertThat(projects.deleteKey(issued.keyId())).isTrue();
        assertThat(projects.projectOf(issued.apiKey())).isEmpty();
        assertThat(projects.deleteKey(issued.keyId())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_secret_itself_is_stored_nowhere(DataSource database) {
        var projects = projects(database);
        projects.put(project, "Team");
        var issued = projects.issueKey(project, "k");

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

        assertThat(projects.find(project)).contains(new Project(project, "Other"));
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

        assertThat(projects.projectOf("0123456789abcdef")).contains(project);
        assertThatThrownBy(() -> projects.acceptKey(new ProjectNumber(5), "k", "0123456789abcdef"))
                .hasMessageContaining("already belongs");
        assertThatThrownBy(() -> projects.acceptKey(project, "k", "0123456789abcde"))
                .hasMessageContaining("16");
    }
}
