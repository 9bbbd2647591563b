package io.pitchpipe.portal.playground.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.Ending;
import io.pitchpipe.portal.playground.PromptSettings;
import io.pitchpipe.testing.Databases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class PromptRepositoryTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void each_person_finds_their_own_prompts_again_the_latest_first(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var prompts = new PromptRepository(jdbc);
        var team = new TeamId(row(jdbc, "team"));
        var ada = new UserId(row(jdbc, "app_user"));
        var ben = new UserId(row(jdbc, "app_user"));
        var settings = new PromptSettings(0.0, 0.9, 40, null);
        var first = prompts.insert(team, ada, "LXIII\u0000", settings, NOON);
        var second = prompts.insert(team, ada, "100% sure?", PromptSettings.GREEDY, NOON.plusSeconds(1));
        prompts.insert(team, ben, "not Ada's", settings, NOON);
        var answer =
                new AskedPrompt.Answered("models/base", "Base", "<b>LXIV</b>", Ending.STOPPED, Optional.empty(), 12);
        prompts.insert(first, 0, answer);
        prompts.insert(first, 0, answer);

        var page = prompts.page(team, ada, "", 0, 10);
        assertThat(page).extracting(AskedPrompt::id).containsExactly(second, first);
        assertThat(page.getLast().settings()).isEqualTo(settings);
        assertThat(page.getLast().answers()).containsExactly(answer);
        assertThat(prompts.page(team, ada, "0%", 0, 10))
                .extracting(AskedPrompt::id)
                .containsExactly(second);
        assertThat(prompts.belongs(first, team, ada)).isTrue();
        assertThat(prompts.belongs(first, team, ben)).isFalse();

        prompts.delete(team, ada);
        assertThat(prompts.page(team, ada, "", 0, 10)).isEmpty();
        assertThat(prompts.page(team, ben, "", 0, 10)).hasSize(1);
    }

    private static java.util.UUID row(JdbcClient jdbc, String table) {
        var id = java.util.UUID.randomUUID();
        var now = NOON.atOffset(ZoneOffset.UTC);
        if (table.equals("team")) {
            jdbc.sql("insert into team (id, name, project_number, created_at) values (?, 'Atlas', ?, ?)")
                    .params(id, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), now)
                    .update();
        } else {
            jdbc.sql(
                            "insert into app_user (id, email, display_name, password_hash, created_at) values (?, ?, 'Ada', '', ?)")
                    .params(id, id + "@example.org", now)
                    .update();
        }
        return id;
    }
}
