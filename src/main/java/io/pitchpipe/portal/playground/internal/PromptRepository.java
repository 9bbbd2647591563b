package io.pitchpipe.portal.playground.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.Ending;
import io.pitchpipe.portal.playground.PromptId;
import io.pitchpipe.portal.playground.PromptSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people asked, each for themselves. */
@Repository
public class PromptRepository {

    private final JdbcClient jdbc;

    PromptRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public PromptId insert(TeamId team, UserId user, String prompt, PromptSettings settings, Instant now) {
        var id = PromptId.random();
        jdbc.sql("""
                        insert into prompt (id, team_id, user_id, asked_at, prompt, temperature, top_p, top_k, max_tokens)
                        values (:id, :team, :user, :now, :prompt, :temperature, :topP, :topK, :maxTokens)""")
                .param("id", id.value())
                .param("team", team.value())
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("prompt", storable(prompt))
                .param("temperature", settings.temperature(), Types.DOUBLE)
                .param("topP", settings.topP(), Types.DOUBLE)
                .param("topK", settings.topK(), Types.INTEGER)
                .param("maxTokens", settings.maxTokens(), Types.INTEGER)
                .update();
        return id;
    }

    public boolean belongs(PromptId prompt, TeamId team, UserId user) {
        return jdbc.sql("select count(*) from prompt where id = ? and team_id = ? and user_id = ?")
                        .params(prompt.value(), team.value(), user.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Keeps an answer, in place of the one before where it was tried again. */
    @Transactional
    public void insert(PromptId prompt, int ordinal, AskedPrompt.Answered answer) {
        jdbc.sql("delete from prompt_answer where prompt_id = ? and ordinal = ?")
                .params(prompt.value(), ordinal)
                .update();
        jdbc.sql("""
                        insert into prompt_answer (prompt_id, ordinal, model_key, model_name, answer, ending, tokens, millis)
                        values (:prompt, :ordinal, :key, :name, :answer, :ending, :tokens, :millis)""")
                .param("prompt", prompt.value())
                .param("ordinal", ordinal)
                .param("key", answer.modelKey())
                .param("name", answer.modelName())
                .param("answer", storable(answer.answer()))
                .param("ending", answer.ending().name())
                .param("tokens", answer.tokens().orElse(null), Types.INTEGER)
                .param("millis", answer.millis())
                .update();
    }

    /** PostgreSQL's text holds every character but this one. */
    static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    public List<AskedPrompt> page(TeamId team, UserId user, String search, int offset, int limit) {
        var found = jdbc.sql("""
                        select id, asked_at, prompt, temperature, top_p, top_k, max_tokens from prompt
                        where team_id = :team and user_id = :user and lower(prompt) like :search escape '!'
                        order by asked_at desc, id offset :offset rows fetch next :limit rows only""")
                .param("team", team.value())
                .param("user", user.value())
                .param("search", pattern(search))
                .param("offset", offset)
                .param("limit", limit)
                .query(PromptRepository::prompt)
                .list();
        var answers = answers(found.stream().map(prompt -> prompt.id().value()).toList(), "");
        return found.stream()
                .map(prompt -> new AskedPrompt(
                        prompt.id(),
                        prompt.at(),
                        prompt.prompt(),
                        prompt.settings(),
                        answers.getOrDefault(prompt.id().value(), List.of())))
                .toList();
    }

    /** A person's prompt with one of its answers, if there is that one. */
    public Optional<AskedPrompt> find(PromptId id, TeamId team, UserId user, int ordinal) {
        return jdbc.sql("""
                        select id, asked_at, prompt, temperature, top_p, top_k, max_tokens from prompt
                        where id = ? and team_id = ? and user_id = ?""")
                .params(id.value(), team.value(), user.value())
                .query(PromptRepository::prompt)
                .optional()
                .map(found -> new AskedPrompt(
                        found.id(),
                        found.at(),
                        found.prompt(),
                        found.settings(),
                        answers(List.of(id.value()), " and ordinal = " + ordinal)
                                .getOrDefault(id.value(), List.of())));
    }

    private static String pattern(String search) {
        return "%"
                + search.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }

    private Map<UUID, List<AskedPrompt.Answered>> answers(List<UUID> prompts, String which) {
        var answers = new HashMap<UUID, List<AskedPrompt.Answered>>();
        if (prompts.isEmpty()) {
            return answers;
        }
        jdbc.sql("select * from prompt_answer where prompt_id in (:prompts)" + which + " order by ordinal")
                .param("prompts", prompts)
                .query(row -> {
                    answers.computeIfAbsent(row.getObject("prompt_id", UUID.class), id -> new ArrayList<>())
                            .add(new AskedPrompt.Answered(
                                    row.getString("model_key"),
                                    row.getString("model_name"),
                                    row.getString("answer"),
                                    Ending.valueOf(row.getString("ending")),
                                    Optional.ofNullable(integer(row, "tokens")),
                                    row.getLong("millis")));
                });
        return answers;
    }

    /** Deletes all a person asked, and what they have on their playground. */
    @Transactional
    public void delete(TeamId team, UserId user) {
        DraftRepository.delete(jdbc, team, user);
        jdbc.sql("""
                delete from prompt_answer where prompt_id in
                  (select id from prompt where team_id = ? and user_id = ?)""").params(team.value(), user.value()).update();
        jdbc.sql("delete from prompt where team_id = ? and user_id = ?")
                .params(team.value(), user.value())
                .update();
    }

    private static AskedPrompt prompt(ResultSet row, int number) throws SQLException {
        return new AskedPrompt(
                new PromptId(row.getObject("id", UUID.class)),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("prompt"),
                settings(row),
                List.of());
    }

    static PromptSettings settings(ResultSet row) throws SQLException {
        return new PromptSettings(
                real(row, "temperature"), real(row, "top_p"), integer(row, "top_k"), integer(row, "max_tokens"));
    }

    private static @Nullable Double real(ResultSet row, String column) throws SQLException {
        return (Double) row.getObject(column);
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        return (Integer) row.getObject(column);
    }
}
