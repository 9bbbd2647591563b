package io.pitchpipe.portal.evaluation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Tally;
import io.pitchpipe.portal.evaluation.Verdict;
import io.pitchpipe.portal.tuning.HeldOutUse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AskExamplesTests extends EvaluationTest {

    @Test
    void a_finished_teaching_is_asked_about_and_judged() {
        var team = newTeam();
        var job = ready(team);
        assertThat(latest(team, job).state()).isEqualTo(Evaluation.State.RUNNING);
        answers.script = (model, prompt) ->
                List.of(model.startsWith("models/") ? "no idea" : prompt.equals("1") ? "2" : "fourteen");

        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        var done = latest(team, job);
        assertThat(done.state()).isEqualTo(Evaluation.State.DONE);
        assertThat(done.asked()).isEqualTo(AskExamples.TAUGHT_ALONE);
        var verdict = done.verdict().orElseThrow();
        assertThat(verdict.heldOut()).isEqualTo(Tally.NONE);
        assertThat(verdict.taught().asked()).isEqualTo(AskExamples.TAUGHT_ALONE);
        assertThat(verdict.taught().baseRight()).isZero();
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNCERTAIN);
        assertThat(done.epochChosen()).isFalse();
        assertThat(evaluations.samples(team.id(), done.id()))
                .hasSize(AskExamples.TAUGHT_ALONE)
                .filteredOn(sample -> sample.input().equals("1"))
                .allSatisfy(sample -> assertThat(sample.tuned().right()).isTrue());
    }

    @Test
    void what_was_answered_before_a_crash_is_not_asked_again() {
        var team = newTeam();
        var job = ready(team);
        var calls = new AtomicInteger();
        answers.script = (model, prompt) -> {
            if (calls.incrementAndGet() == 6) {
                throw new ApiFailure.Unavailable("restarting", null);
            }
            return List.of("2");
        };

        assertThat(ask.perform(latest(team, job).id())).isPresent();
        assertThat(latest(team, job).answered()).isEqualTo(2);
        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        assertThat(latest(team, job).state()).isEqualTo(Evaluation.State.DONE);
        // Two done before, one asked of the base model twice.
        assertThat(calls.get()).isEqualTo(2 * AskExamples.TAUGHT_ALONE + 2);
    }

    @Test
    void a_backend_that_will_never_answer_ends_the_run() {
        var team = newTeam();
        var job = ready(team);
        answers.script = (model, prompt) -> {
            throw new ApiFailure.InvalidArgument(400, "no");
        };
        assertThat(ask.perform(latest(team, job).id())).isEmpty();
        assertThat(latest(team, job).state()).isEqualTo(Evaluation.State.FAILED);
        evaluations.again(team.id(), new ModelId(job.value()));
        assertThat(latest(team, job).state()).isEqualTo(Evaluation.State.RUNNING);
    }

    @Test
    void what_was_held_out_and_what_was_taught_are_asked_and_counted_apart() {
        var team = newTeam();
        var job = ready(team, 40, new HoldOut(10), HeldOutUse.NONE);
        var version = job(job).examples().version();
        var taught = contents.training(version, new HoldOut(10)).stream()
                .map(Example::input)
                .collect(Collectors.toSet());
        answers.script = (model, prompt) -> List.of(
                model.startsWith("tunedModels/") && taught.contains(prompt)
                        ? prompt.replace("question", "answer")
                        : "no idea");

        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        var done = latest(team, job);
        var verdict = done.verdict().orElseThrow();
        assertThat(verdict.heldOut()).isEqualTo(new Tally(4, 0, 0, 0, true, 0, 0, 0));
        assertThat(verdict.taught()).isEqualTo(new Tally(AskExamples.TAUGHT, AskExamples.TAUGHT, 0, 1, 0));
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.BY_HEART);
        assertThat(done.asked()).isEqualTo(4 + AskExamples.TAUGHT);
        var samples = evaluations.samples(team.id(), done.id());
        assertThat(samples).extracting(Sample::input).doesNotHaveDuplicates();
        assertThat(samples)
                .allSatisfy(sample -> assertThat(sample.heldOut()).isEqualTo(!taught.contains(sample.input())));
        assertThat(samples.stream().filter(sample -> !sample.heldOut()))
                .as("spread over the rows, which may be sorted")
                .anySatisfy(sample -> assertThat(row(sample)).isLessThan(10))
                .anySatisfy(sample -> assertThat(row(sample)).isGreaterThan(29));
    }

    private static int row(Sample sample) {
        return Integer.parseInt(sample.input().substring("question ".length()));
    }

    @Test
    void no_more_held_out_examples_are_asked_than_a_minute_allows() {
        var team = newTeam();
        var job = ready(team, 60, new HoldOut(50), HeldOutUse.NONE);
        answers.script = (model, prompt) -> List.of(prompt.replace("question", "answer"));

        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        var verdict = latest(team, job).verdict().orElseThrow();
        assertThat(verdict.heldOut().asked()).isEqualTo(AskExamples.HELD_OUT);
        assertThat(verdict.taught().asked()).isEqualTo(AskExamples.TAUGHT);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.KNEW_BEFORE);
    }

    @Test
    void held_out_examples_that_chose_the_epoch_are_known_to_have() {
        var team = newTeam();
        var job = ready(team, 40, new HoldOut(10), new HeldOutUse(true, 0));

        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        assertThat(latest(team, job).epochChosen()).isTrue();
    }

    @Test
    void two_held_out_examples_are_counted_but_are_no_verdict() {
        var team = newTeam();
        var job = ready(team, 20, new HoldOut(10), HeldOutUse.NONE);
        answers.script = (model, prompt) -> List.of("no idea");

        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        var verdict = latest(team, job).verdict().orElseThrow();
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.TOO_FEW);
        assertThat(verdict.heldOut().asked()).isEqualTo(2);
        assertThat(verdict.taught().asked()).isEqualTo(AskExamples.TAUGHT);
    }
}
