package io.pitchpipe.portal.playground.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.Ending;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.playground.PromptSettings;
import io.pitchpipe.testing.Databases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final PlaygroundDraft EMPTY =
            new PlaygroundDraft("", Map.of(), PromptSettings.GREEDY, false, true, List.of());

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
        prompts.insert(
                first, 0, new AskedPrompt.Answered("models/base", "Base", "", Ending.FAILED, Optional.empty(), 3));
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

        assertThat(prompts.find(first, team, ada, 0).orElseThrow().answers()).containsExactly(answer);
        assertThat(prompts.find(first, team, ada, 1).orElseThrow().answers()).isEmpty();
        assertThat(prompts.find(first, team, ben, 0)).isEmpty();

        prompts.delete(team, ada);
        assertThat(prompts.page(team, ada, "", 0, 10)).isEmpty();
        assertThat(prompts.page(team, ben, "", 0, 10)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void each_persons_playground_is_kept_whole_until_their_history_is_cleared(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var prompts = new PromptRepository(jdbc);
        var drafts = new DraftRepository(jdbc);
        var team = new TeamId(row(jdbc, "team"));
        var ada = new UserId(row(jdbc, "app_user"));
        var ben = new UserId(row(jdbc, "app_user"));
        var fields = new LinkedHashMap<String, String>();
        fields.put("subject", "Late");
        fields.put("body", "Where");
        fields.put("a column with a long name ".repeat(20), "");
        var shown = new PlaygroundDraft.Shown(prompts.insert(team, ada, "LXIII", PromptSettings.GREEDY, NOON), 1);
        var draft = new PlaygroundDraft(
                "half a\u0000",
                fields,
                new PromptSettings(0.7, null, 40, 256),
                true,
                false,
                List.of(
                        new PlaygroundDraft.Column(Optional.of("models/base"), Optional.of(shown)),
                        new PlaygroundDraft.Column(Optional.empty(), Optional.empty())));
        drafts.replace(team, ada, EMPTY);
        drafts.replace(team, ada, draft);
        drafts.replace(team, ben, EMPTY);

        var found = drafts.find(team, ada).orElseThrow();
        assertThat(found)
                .isEqualTo(new PlaygroundDraft("half a\uFFFD", fields, draft.settings(), true, false, draft.columns()));
        assertThat(found.fields().keySet()).containsExactlyElementsOf(fields.keySet());

        prompts.delete(team, ada);
        assertThat(drafts.find(team, ada)).isEmpty();
        assertThat(drafts.find(team, ben)).contains(EMPTY);
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
