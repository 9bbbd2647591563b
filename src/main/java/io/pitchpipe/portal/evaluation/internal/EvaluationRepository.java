package io.pitchpipe.portal.evaluation.internal;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.evaluation.Baseline;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationId;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Tally;
import io.pitchpipe.portal.evaluation.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /**
     * An answer.
     *
     * @param cutAt at how many tokens it was cut; 0 if it ended by itself
     */
    record Said(String text, int cutAt) {}

    private static final String SELECT = """
            select e.*,
              h.asked as h_asked, h.tuned_right as h_tuned_right, h.base_right as h_base_right,
              h.tuned_closeness as h_tuned_closeness, h.base_closeness as h_base_closeness,
              h.one_answer as h_one_answer, h.common_right as h_common_right, h.common_closeness as h_common_closeness,
              t.asked as t_asked, t.tuned_right as t_tuned_right, t.base_right as t_base_right,
              t.tuned_closeness as t_tuned_closeness, t.base_closeness as t_base_closeness,
              t.one_answer as t_one_answer, t.common_right as t_common_right, t.common_closeness as t_common_closeness
            from evaluation e
            left join evaluation_count h on h.evaluation_id = e.id and h.held_out = true
            left join evaluation_count t on t.evaluation_id = e.id and t.held_out = false
            """;

    private final JdbcClient jdbc;

    EvaluationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(EvaluationId id, ModelId model, TeamId team, @Nullable UserId by, Instant now) {
        jdbc.sql("""
                        insert into evaluation (id, job_id, team_id, state, asked, answered, failures, started_at, started_by)
                        values (:id, :model, :team, 'RUNNING', 0, 0, 0, :now, :by)""")
                .param("id", id.value())
                .param("model", model.value())
                .param("team", team.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by == null ? null : by.value(), Types.OTHER)
                .update();
    }

    /** Who asked for the run; empty if it came with the end of the training. */
    Optional<UserId> startedBy(EvaluationId id) {
        return jdbc.sql("select started_by from evaluation where id = ? and started_by is not null")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    public Optional<Evaluation> find(EvaluationId id) {
        return jdbc.sql(SELECT + "where e.id = ?")
                .param(id.value())
                .query(this::evaluation)
                .optional();
    }

    /** The runs of a model, the latest first. */
    public List<Evaluation> of(TeamId team, ModelId model, int limit) {
        return jdbc.sql(SELECT + "where e.team_id = ? and e.job_id = ? order by e.started_at desc, e.id limit ?")
                .params(team.value(), model.value(), limit)
                .query(this::evaluation)
                .list();
    }

    /** The runs with a verdict of these models, the latest first. */
    public List<Evaluation> done(TeamId team, Collection<ModelId> models) {
        return models.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + """
                        where e.team_id = :team and e.job_id in (:models) and e.state = 'DONE'
                        order by e.started_at desc""")
                        .param("team", team.value())
                        .param("models", models.stream().map(ModelId::value).toList())
                        .query(this::evaluation)
                        .list();
    }

    /** @param epochChosen whether the held-out ones have decided which epoch is kept */
    @Transactional
    void choose(EvaluationId id, List<Asked> examples, boolean epochChosen) {
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
        jdbc.sql("update evaluation set asked = ?, epoch_chosen = ? where id = ?")
                .params(examples.size(), epochChosen, id.value())
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
    void answer(EvaluationId id, int ordinal, Said base, Said tuned) {
        var fresh = jdbc.sql("""
                        update evaluation_sample
                        set base_answer = ?, tuned_answer = ?, base_cut = nullif(?, 0), tuned_cut = nullif(?, 0)
                        where evaluation_id = ? and ordinal = ? and tuned_answer is null""")
                .params(storable(base.text()), storable(tuned.text()), base.cutAt(), tuned.cutAt())
                .params(id.value(), ordinal)
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
                        select ordinal, input, expected, held_out, base_answer, tuned_answer, base_cut, tuned_cut
                        from evaluation_sample
                        where evaluation_id = ? and tuned_answer is not null order by ordinal""")
                .param(id.value())
                .query((row, number) -> new Sample(
                        row.getInt("ordinal"),
                        row.getString("input"),
                        row.getString("expected"),
                        row.getBoolean("held_out"),
                        row.getString("base_answer"),
                        row.getString("tuned_answer"),
                        row.getInt("base_cut"),
                        row.getInt("tuned_cut")))
                .list();
    }

    /**
     * Keeps the counts of a verdict; both sorts, so that what was not asked is known as well.
     *
     * @return false if it had ended already
     */
    @Transactional
    boolean done(EvaluationId id, Verdict verdict, Instant now) {
        var ended = jdbc.sql("update evaluation set state = 'DONE', finished_at = ? where id = ? and state = 'RUNNING'")
                .params(now.atOffset(ZoneOffset.UTC), id.value())
                .update();
        if (ended == 1) {
            jdbc.sql("update evaluation set common_answer = :answer, common_share = :share where id = :id")
                    .param(
                            "answer",
                            verdict.baseline()
                                    .map(common -> storable(common.answer()))
                                    .orElse(null),
                            Types.VARCHAR)
                    .param("share", verdict.baseline().map(Baseline::share).orElse(null), Types.DOUBLE)
                    .param("id", id.value())
                    .update();
            count(id, true, verdict.heldOut());
            count(id, false, verdict.taught());
        }
        return ended == 1;
    }

    private void count(EvaluationId id, boolean heldOut, Tally tally) {
        jdbc.sql("""
                        insert into evaluation_count (evaluation_id, held_out, asked, tuned_right, base_right,
                          tuned_closeness, base_closeness, common_right, common_closeness, one_answer)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id.value(), heldOut, tally.asked(), tally.tunedRight(), tally.baseRight())
                .params(tally.tunedCloseness(), tally.baseCloseness())
                .params(tally.commonRight(), tally.commonCloseness(), tally.oneAnswer())
                .update();
    }

    /** @return false if it had ended already */
    boolean failed(EvaluationId id, Instant now) {
        return jdbc.sql("update evaluation set state = 'FAILED', finished_at = ? where id = ? and state = 'RUNNING'")
                        .params(now.atOffset(ZoneOffset.UTC), id.value())
                        .update()
                == 1;
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

    private Evaluation evaluation(ResultSet row, int number) throws SQLException {
        var id = new EvaluationId(row.getObject("id", UUID.class));
        var state = Evaluation.State.valueOf(row.getString("state"));
        return new Evaluation(
                id,
                new ModelId(row.getObject("job_id", UUID.class)),
                new TeamId(row.getObject("team_id", UUID.class)),
                state,
                row.getInt("asked"),
                row.getInt("answered"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("epoch_chosen"),
                state == Evaluation.State.DONE ? Optional.of(verdict(id, row)) : Optional.empty());
    }

    /**
     * A run of before the sorts were counted apart (V095) that asked both has no counts: it is counted from its answers. One of before
     * the most frequent answer was counted (V240) is held against the most frequent one of those asked.
     */
    private Verdict verdict(EvaluationId id, ResultSet row) throws SQLException {
        var heldOut = tally(row, "h_");
        var taught = tally(row, "t_");
        var compared = row.getObject("h_common_right") != null || row.getObject("t_common_right") != null;
        if (compared) {
            var answer = row.getString("common_answer");
            return Verdict.of(
                    heldOut,
                    taught,
                    answer == null
                            ? Optional.empty()
                            : Optional.of(new Baseline(answer, row.getDouble("common_share"))));
        }
        var samples = samples(id);
        var baseline = Baseline.of(samples.stream().map(Sample::expected));
        return heldOut.isEmpty() && taught.isEmpty()
                ? Verdict.of(samples, baseline)
                : Verdict.of(
                        beside(heldOut, baseline, samples, true), beside(taught, baseline, samples, false), baseline);
    }

    private static Tally beside(Tally tally, Optional<Baseline> baseline, List<Sample> samples, boolean heldOut) {
        var ofSort =
                samples.stream().filter(sample -> sample.heldOut() == heldOut).toList();
        return baseline.filter(common -> !tally.isEmpty())
                .map(common -> tally.beside(common, ofSort))
                .orElse(tally);
    }

    private static Tally tally(ResultSet row, String sort) throws SQLException {
        return new Tally(
                row.getInt(sort + "asked"),
                row.getInt(sort + "tuned_right"),
                row.getInt(sort + "base_right"),
                row.getInt(sort + "common_right"),
                row.getBoolean(sort + "one_answer"),
                row.getDouble(sort + "tuned_closeness"),
                row.getDouble(sort + "base_closeness"),
                row.getDouble(sort + "common_closeness"));
    }
}
