package io.pitchpipe.portal.evaluation.internal;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationId;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Runs and their samples; a sample without answers is still to be asked. */
@Repository
public class EvaluationRepository {

    /** An example still to be asked. */
    record Open(int ordinal, String input, String expected) {}

    /** An example chosen to be asked. */
    record Asked(Example example, boolean heldOut) {}

    private static final String SELECT = "select * from evaluation ";

    private final JdbcClient jdbc;

    EvaluationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(EvaluationId id, ModelId model, TeamId team, Instant now) {
        jdbc.sql("""
                        insert into evaluation (id, job_id, team_id, state, held_out, asked, answered, failures, started_at)
                        values (?, ?, ?, 'RUNNING', false, 0, 0, 0, ?)""")
                .params(id.value(), model.value(), team.value(), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Evaluation> find(EvaluationId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(EvaluationRepository::evaluation)
                .optional();
    }

    /** The runs of a model, the latest first. */
    public List<Evaluation> of(TeamId team, ModelId model, int limit) {
        return jdbc.sql(SELECT + "where team_id = ? and job_id = ? order by started_at desc, id limit ?")
                .params(team.value(), model.value(), limit)
                .query(EvaluationRepository::evaluation)
                .list();
    }

    /** The runs with a verdict of these models, the latest first. */
    public List<Evaluation> done(TeamId team, Collection<ModelId> models) {
        return models.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + """
                        where team_id = :team and job_id in (:models) and state = 'DONE' order by started_at desc""")
                        .param("team", team.value())
                        .param("models", models.stream().map(ModelId::value).toList())
                        .query(EvaluationRepository::evaluation)
                        .list();
    }

    @Transactional
    void choose(EvaluationId id, List<Asked> examples) {
        for (var i = 0; i < examples.size(); i++) {
            var example = examples.get(i).example();
            jdbc.sql("""
                            insert into evaluation_sample (evaluation_id, ordinal, input, expected, held_out)
                            values (?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(
                            id.value(),
                            i,
                            example.input(),
                            example.output(),
                            examples.get(i).heldOut())
                    .update();
        }
        var heldOut = !examples.isEmpty() && examples.stream().allMatch(Asked::heldOut);
        jdbc.sql("update evaluation set asked = ?, held_out = ? where id = ?")
                .params(examples.size(), heldOut, id.value())
                .update();
    }

    List<Open> open(EvaluationId id) {
        return jdbc.sql("""
                        select ordinal, input, expected from evaluation_sample
                        where evaluation_id = ? and tuned_answer is null order by ordinal""")
                .param(id.value())
                .query((row, number) ->
                        new Open(row.getInt("ordinal"), row.getString("input"), row.getString("expected")))
                .list();
    }

    @Transactional
    void answer(EvaluationId id, int ordinal, String baseAnswer, String tunedAnswer) {
        var fresh = jdbc.sql("""
                        update evaluation_sample set base_answer = ?, tuned_answer = ?
                        where evaluation_id = ? and ordinal = ? and tuned_answer is null""")
                .params(storable(baseAnswer), storable(tunedAnswer), id.value(), ordinal)
                .update();
        jdbc.sql("update evaluation set answered = answered + ?, failures = 0 where id = ?")
                .params(fresh, id.value())
                .update();
    }

    /** PostgreSQL's text holds every character but this one. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    /** All that were answered. */
    public List<Sample> samples(EvaluationId id) {
        return jdbc.sql("""
                        select ordinal, input, expected, held_out, base_answer, tuned_answer from evaluation_sample
                        where evaluation_id = ? and tuned_answer is not null order by ordinal""")
                .param(id.value())
                .query((row, number) -> new Sample(
                        row.getInt("ordinal"),
                        row.getString("input"),
                        row.getString("expected"),
                        row.getBoolean("held_out"),
                        row.getString("base_answer"),
                        row.getString("tuned_answer")))
                .list();
    }

    void done(EvaluationId id, Verdict verdict, Instant now) {
        jdbc.sql("""
                        update evaluation set state = 'DONE', tuned_right = ?, base_right = ?, tuned_closeness = ?,
                          base_closeness = ?, finished_at = ? where id = ? and state = 'RUNNING'""")
                .params(verdict.tunedRight(), verdict.baseRight(), verdict.tunedCloseness(), verdict.baseCloseness())
                .params(now.atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    void failed(EvaluationId id, Instant now) {
        jdbc.sql("update evaluation set state = 'FAILED', finished_at = ? where id = ? and state = 'RUNNING'")
                .params(now.atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    /** @return how many failures in a row that makes */
    int stumbled(EvaluationId id) {
        jdbc.sql("update evaluation set failures = failures + 1 where id = ?")
                .param(id.value())
                .update();
        return jdbc.sql("select failures from evaluation where id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    private static Evaluation evaluation(ResultSet row, int number) throws SQLException {
        var asked = row.getInt("asked");
        var heldOut = row.getBoolean("held_out");
        var verdict = row.getObject("tuned_right") == null
                ? Optional.<Verdict>empty()
                : Optional.of(Verdict.of(
                        asked,
                        row.getInt("tuned_right"),
                        row.getInt("base_right"),
                        heldOut,
                        row.getDouble("tuned_closeness"),
                        row.getDouble("base_closeness")));
        return new Evaluation(
                new EvaluationId(row.getObject("id", UUID.class)),
                new ModelId(row.getObject("job_id", UUID.class)),
                new TeamId(row.getObject("team_id", UUID.class)),
                Evaluation.State.valueOf(row.getString("state")),
                heldOut,
                asked,
                row.getInt("answered"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                verdict);
    }
}
