package io.pitchpipe.portal.evaluation.internal;

import static io.pitchpipe.testing.TestRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.evaluation.Baseline;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationId;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Tally;
import io.pitchpipe.portal.evaluation.Verdict;
import io.pitchpipe.portal.evaluation.internal.EvaluationRepository.Said;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.TestRows;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EvaluationRepositoryTests {

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_run_asks_each_example_once_and_ends_in_one_verdict(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var evaluations = new EvaluationRepository(jdbc);
        var team = TestRows.team(jdbc);
        var model = new ModelId(TestRows.job(jdbc, team).value());
        var run = EvaluationId.random();
        evaluations.insert(run, model, team, null, NOON);
        evaluations.choose(
                run,
                List.of(
                        new EvaluationRepository.Asked(new Example("1", "2"), true),
                        new EvaluationRepository.Asked(new Example("3", "4"), false)),
                true);
        assertThat(evaluations.open(run)).hasSize(2);
        assertThat(evaluations.stumbled(run)).isEqualTo(1);
        assertThat(evaluations.stumbled(run)).isEqualTo(2);

        evaluations.answer(run, 0, new Said("one", 26), new Said("2", 0));
        evaluations.answer(run, 0, new Said("other", 0), new Said("other", 0));
        evaluations.answer(run, 1, new Said("nul \u0000", 0), new Said("5", 0));

        assertThat(evaluations.open(run)).isEmpty();
        assertThat(evaluations.samples(run)).extracting(Sample::baseCut).containsExactly(26, 0);
        assertThat(evaluations.samples(run)).extracting(Sample::tunedCut).containsOnly(0);
        assertThat(evaluations.samples(run)).extracting(Sample::baseAnswer).containsExactly("one", "nul \uFFFD");
        var verdict = Verdict.of(evaluations.samples(run), Optional.of(new Baseline("2", 0.25)));
        assertThat(evaluations.find(run)).get().satisfies(running -> {
            assertThat(running.state()).isEqualTo(Evaluation.State.RUNNING);
            assertThat(running.answered()).isEqualTo(2);
            assertThat(running.epochChosen()).isTrue();
            assertThat(running.verdict()).isEmpty();
        });
        assertThat(evaluations.done(team, List.of(model))).isEmpty();

        evaluations.done(run, verdict, NOON.plusSeconds(60));
        evaluations.failed(run, NOON.plusSeconds(61));

        assertThat(evaluations.done(team, List.of(model))).singleElement().satisfies(done -> {
            assertThat(done.state()).isEqualTo(Evaluation.State.DONE);
            assertThat(done.verdict()).contains(verdict);
        });
        assertThat(evaluations.of(TestRows.team(jdbc), model, 10)).isEmpty();
        assertThat(evaluations.done(team, List.of())).isEmpty();
    }

    static Stream<Named<DataSource>> earlierDatabases() {
        return Databases.migratedTo("094?", "db/portal");
    }

    @ParameterizedTest
    @MethodSource("earlierDatabases")
    void runs_of_before_the_sorts_were_counted_apart_keep_what_can_be_known_of_them(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var team = TestRows.team(jdbc);
        var model = new ModelId(TestRows.job(jdbc, team).value());
        jdbc.sql("update tuning_job set keep_best = true, kept_epoch = 2").update();
        var heldOut = earlier(jdbc, model, team, true, List.of(true, true));
        var taught = earlier(jdbc, model, team, false, List.of(false, false));
        var both = earlier(jdbc, model, team, false, List.of(true, false));
        Databases.upgrade(database, "db/portal");
        var evaluations = new EvaluationRepository(jdbc);

        assertThat(verdict(evaluations, heldOut).heldOut()).isEqualTo(new Tally(2, 1, 0, 2, true, 0.7, 0.1, 1));
        assertThat(verdict(evaluations, heldOut).baseline())
                .as("the most frequent of those asked, where no other is known")
                .contains(new Baseline("yes", 1));
        assertThat(verdict(evaluations, heldOut).taught()).isEqualTo(Tally.NONE);
        assertThat(verdict(evaluations, taught).taught()).isEqualTo(new Tally(2, 1, 0, 2, true, 0.7, 0.1, 1));
        assertThat(verdict(evaluations, taught).heldOut()).isEqualTo(Tally.NONE);
        assertThat(verdict(evaluations, both).heldOut()).isEqualTo(new Tally(1, 1, 0, 1, false, 1, 0, 1));
        assertThat(verdict(evaluations, both).taught()).isEqualTo(new Tally(1, 1, 0, 1, false, 1, 0, 1));
        assertThat(evaluations.of(team, model, 10)).hasSize(3).allMatch(Evaluation::epochChosen);
        assertThat(evaluations.startedBy(both))
                .as("nobody is known to have asked")
                .isEmpty();
    }

    private static Verdict verdict(EvaluationRepository evaluations, EvaluationId run) {
        return evaluations.find(run).orElseThrow().verdict().orElseThrow();
    }

    /** A run that ended, as it was kept before; the tuned model has all samples right. */
    private static EvaluationId earlier(
            JdbcClient jdbc, ModelId model, TeamId team, boolean heldOut, List<Boolean> samples) {
        var run = EvaluationId.random();
        jdbc.sql("""
                        insert into evaluation (id, job_id, team_id, state, held_out, asked, answered, failures, tuned_right,
                          base_right, tuned_closeness, base_closeness, started_at, finished_at)
                        values (?, ?, ?, 'DONE', ?, 2, 2, 0, 1, 0, 0.7, 0.1, ?, ?)""")
                .params(run.value(), model.value(), team.value(), heldOut)
                .params(NOON.atOffset(ZoneOffset.UTC), NOON.atOffset(ZoneOffset.UTC))
                .update();
        for (var i = 0; i < samples.size(); i++) {
            jdbc.sql("""
                            insert into evaluation_sample (evaluation_id, ordinal, input, expected, held_out, base_answer,
                              tuned_answer) values (?, ?, 'q', 'yes', ?, 'no', 'yes')""").params(run.value(), i, samples.get(i)).update();
        }
        return run;
    }
}
