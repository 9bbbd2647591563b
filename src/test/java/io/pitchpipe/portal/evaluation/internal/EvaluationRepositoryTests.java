package io.pitchpipe.portal.evaluation.internal;

import static io.pitchpipe.testing.TestRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationId;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Verdict;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.TestRows;
import java.util.List;
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
        evaluations.insert(run, model, team, NOON);
        evaluations.choose(
                run,
                List.of(
                        new EvaluationRepository.Asked(new Example("1", "2"), true),
                        new EvaluationRepository.Asked(new Example("3", "4"), true)));
        assertThat(evaluations.open(run)).hasSize(2);
        assertThat(evaluations.stumbled(run)).isEqualTo(1);
        assertThat(evaluations.stumbled(run)).isEqualTo(2);

        evaluations.answer(run, 0, "one", "2");
        evaluations.answer(run, 0, "other", "other");
        evaluations.answer(run, 1, "nul \u0000", "5");

        assertThat(evaluations.open(run)).isEmpty();
        assertThat(evaluations.samples(run)).extracting(Sample::baseAnswer).containsExactly("one", "nul \uFFFD");
        var verdict = Verdict.of(evaluations.samples(run), true);
        assertThat(evaluations.find(run)).get().satisfies(running -> {
            assertThat(running.state()).isEqualTo(Evaluation.State.RUNNING);
            assertThat(running.answered()).isEqualTo(2);
            assertThat(running.heldOut()).isTrue();
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
}
