package io.pitchpipe.portal.evaluation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationService;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Verdict;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.internal.ScriptedAnswers;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SuppressWarnings("NullAway.Init")
class AskExamplesTests extends TuningTest {

    @Autowired
    private AskExamples ask;

    @Autowired
    private EvaluationService evaluations;

    @Autowired
    private ScriptedAnswers answers;

    private JobId ready(NewTeam team) {
        var job = launched(team);
        submit(job);
        backend.only().compute(1, 19);
        backend.only().finish();
        poll(job);
        return job;
    }

    private Evaluation latest(NewTeam team, JobId job) {
        return evaluations.latest(team.id(), new ModelId(job.value())).orElseThrow();
    }

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
        assertThat(done.asked()).isEqualTo(AskExamples.EXAMPLES);
        assertThat(done.verdict().orElseThrow().baseRight()).isZero();
        assertThat(done.verdict().orElseThrow().heldOut()).isFalse();
        assertThat(done.verdict().orElseThrow().kind()).isEqualTo(Verdict.Kind.PARTLY);
        assertThat(evaluations.samples(team.id(), done.id()))
                .hasSize(AskExamples.EXAMPLES)
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
        assertThat(calls.get()).isEqualTo(2 * AskExamples.EXAMPLES + 2);
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

    private JobId ready(NewTeam team, int rows, HoldOut holdOut) {
        var job = launchedOnQuestions(team, rows, holdOut);
        submit(job);
        backend.only().compute(1, job(job).totalSteps());
        backend.only().finish();
        poll(job);
        return job;
    }

    @Test
    void held_out_examples_alone_are_asked_where_there_are_enough() {
        var team = newTeam();
        var job = ready(team, 40, new HoldOut(10));
        answers.script = (model, prompt) -> List.of(prompt.replace("question", "answer"));

        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        var done = latest(team, job);
        assertThat(done.asked()).isEqualTo(4);
        assertThat(done.heldOut()).isTrue();
        assertThat(done.verdict().orElseThrow().heldOut()).isTrue();
        var version = job(job).examples().version();
        var taught = contents.training(version, new HoldOut(10)).stream()
                .map(Example::input)
                .toList();
        assertThat(evaluations.samples(team.id(), done.id()))
                .allSatisfy(sample -> assertThat(sample.heldOut()).isTrue())
                .extracting(Sample::input)
                .doesNotContainAnyElementsOf(taught);
    }

    @Test
    void too_few_held_out_examples_come_with_others_and_each_says_which_it_is() {
        var team = newTeam();
        var job = ready(team, 20, new HoldOut(10));
        answers.script = (model, prompt) -> List.of("no idea");

        assertThat(ask.perform(latest(team, job).id())).isEmpty();

        var done = latest(team, job);
        assertThat(done.verdict().orElseThrow().heldOut()).isFalse();
        var samples = evaluations.samples(team.id(), done.id());
        assertThat(samples.stream().filter(Sample::heldOut)).hasSize(2);
        assertThat(samples).hasSizeBetween(8, AskExamples.EXAMPLES);
        assertThat(samples).extracting(Sample::input).doesNotHaveDuplicates();
    }
}
