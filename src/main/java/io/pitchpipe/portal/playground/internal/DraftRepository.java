package io.pitchpipe.portal.playground.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.playground.PlaygroundDraft.Column;
import io.pitchpipe.portal.playground.PlaygroundDraft.Shown;
import io.pitchpipe.portal.playground.PromptId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people have on their playgrounds: one draft for each person and team. */
@Repository
public class DraftRepository {

    private final JdbcClient jdbc;

    DraftRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public void replace(TeamId team, UserId user, PlaygroundDraft draft) {
        delete(jdbc, team, user);
        jdbc.sql("""
                        insert into playground_draft
                          (team_id, user_id, prompt, temperature, top_p, top_k, max_tokens, advanced, panel)
                        values (:team, :user, :prompt, :temperature, :topP, :topK, :maxTokens, :advanced, :panel)""")
                .param("team", team.value())
                .param("user", user.value())
                .param("prompt", PromptRepository.storable(draft.prompt()))
                .param("temperature", draft.settings().temperature(), Types.DOUBLE)
                .param("topP", draft.settings().topP(), Types.DOUBLE)
                .param("topK", draft.settings().topK(), Types.INTEGER)
                .param("maxTokens", draft.settings().maxTokens(), Types.INTEGER)
                .param("advanced", draft.advanced())
                .param("panel", draft.panel())
                .update();
        var ordinal = 0;
        for (var field : draft.fields().entrySet()) {
            jdbc.sql("""
                    insert into playground_draft_field (team_id, user_id, ordinal, name, typed)
                    values (?, ?, ?, ?, ?)""")
                    .params(
                            team.value(),
                            user.value(),
                            ordinal++,
                            PromptRepository.storable(field.getKey()),
                            PromptRepository.storable(field.getValue()))
                    .update();
        }
        for (var each = 0; each < draft.columns().size(); each++) {
            insert(team, user, each, draft.columns().get(each));
        }
    }

    private void insert(TeamId team, UserId user, int ordinal, Column column) {
        jdbc.sql("""
                        insert into playground_draft_column (team_id, user_id, ordinal, model_key, prompt_id, answer)
                        values (:team, :user, :ordinal, :key, :prompt, :answer)""")
                .param("team", team.value())
                .param("user", user.value())
                .param("ordinal", ordinal)
                .param("key", column.modelKey().orElse(null), Types.VARCHAR)
                .param(
                        "prompt",
                        column.shown().map(shown -> shown.prompt().value()).orElse(null),
                        Types.OTHER)
                .param("answer", column.shown().map(Shown::ordinal).orElse(null), Types.INTEGER)
                .update();
    }

    public Optional<PlaygroundDraft> find(TeamId team, UserId user) {
        return jdbc.sql("select * from playground_draft where team_id = ? and user_id = ?")
                .params(team.value(), user.value())
                .query((row, number) -> new PlaygroundDraft(
                        row.getString("prompt"),
                        Map.of(),
                        PromptRepository.settings(row),
                        row.getBoolean("advanced"),
                        row.getBoolean("panel"),
                        List.of()))
                .optional()
                .map(draft -> new PlaygroundDraft(
                        draft.prompt(),
                        fields(team, user),
                        draft.settings(),
                        draft.advanced(),
                        draft.panel(),
                        columns(team, user)));
    }

    private Map<String, String> fields(TeamId team, UserId user) {
        var fields = new LinkedHashMap<String, String>();
        jdbc.sql("select name, typed from playground_draft_field where team_id = ? and user_id = ? order by ordinal")
                .params(team.value(), user.value())
                .query(row -> {
                    fields.put(row.getString("name"), row.getString("typed"));
                });
        return fields;
    }

    private List<Column> columns(TeamId team, UserId user) {
        return jdbc.sql("""
                        select model_key, prompt_id, answer from playground_draft_column
                        where team_id = ? and user_id = ? order by ordinal""")
                .params(team.value(), user.value())
                .query((row, number) ->
                        new Column(Optional.ofNullable(row.getString("model_key")), Optional.ofNullable(shown(row))))
                .list();
    }

    private static @Nullable Shown shown(ResultSet row) throws SQLException {
        var prompt = row.getObject("prompt_id", UUID.class);
        return prompt == null ? null : new Shown(new PromptId(prompt), row.getInt("answer"));
    }

    static void delete(JdbcClient jdbc, TeamId team, UserId user) {
        for (var table : List.of("playground_draft_column", "playground_draft_field", "playground_draft")) {
            jdbc.sql("delete from " + table + " where team_id = ? and user_id = ?")
                    .params(team.value(), user.value())
                    .update();
        }
    }
}
