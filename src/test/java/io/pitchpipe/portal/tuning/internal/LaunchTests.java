package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.testing.TestDatasets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutorService;

class LaunchTests extends TuningTest {

    @Test
    void a_launch_is_a_queued_job_with_its_first_task() {
        var team = newTeam();
        var id = launched(team);
        var job = job(id);
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.totalSteps()).isEqualTo(19);
        assertThat(job.tunedModelId()).matches("number-generator-[a-z0-9]{12}");
        assertThat(scheduled("tuning-submit", id.toString())).isEqualTo(1);
        assertThat(backend.calls).isEmpty();
        assertThat(tunings.events(team.id(), id)).extracting(JobEvent::kind).containsExactly(JobEvent.Kind.CREATED);
    }

    private int scheduled(String task, String instance) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name = ? and task_instance = ?")
                .params(task, instance)
                .query(Integer.class)
                .single();
    }

    @Test
    void the_same_form_launches_once_however_many_press_the_button() throws Exception {
        var team = newTeam();
        signIn(team);
        var wish = wish(numbers(team).version());
        try (var threads =
                new DelegatingSecurityContextExecutorService(java.util.concurrent.Executors.newFixedThreadPool(4))) {
            var launches = IntStream.range(0, 8)
                    .mapToObj(click -> threads.submit(() -> tunings.launch(team.id(), wish)))
                    .toList();
            var first = launches.getFirst().get();
            for (var launch : launches) {
                assertThat(launch.get()).isEqualTo(first);
            }
        }
        assertThat(tunings.count(team.id(), JobFilter.ALL)).isEqualTo(1);
    }

    @Test
    void the_backend_is_given_the_pairs_with_the_preamble_in_front() {
        var team = newTeam();
        signIn(team);
        var plain = wish(numbers(team).version());
        var id = tunings.launch(
                team.id(),
                new LaunchTuning(
                        plain.formToken(),
                        plain.version(),
                        plain.base(),
                        "With words",
                        new Preamble("Say the next number."),
                        Preset.BALANCED,
                        plain.settings()));
        submit.perform(id);
        var task = java.util.Objects.requireNonNull(backend.only().asked.tuningTask());
        var data = java.util.Objects.requireNonNull(task.trainingData());
        var examples = java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(data.examples()).examples());
        assertThat(examples).hasSize(15);
        assertThat(examples.getFirst().textInput()).isEqualTo("Say the next number.\n\n1");
        assertThat(examples.getFirst().output()).isEqualTo("2");
    }

    @Test
    void killed_after_create_and_before_writing_it_down_the_job_adopts_its_model() {
        var team = newTeam();
        var id = launched(team);
        backend.loseCreateAnswer();
        assertThat(submit.perform(id)).isInstanceOf(Next.Again.class);
        assertThat(submit.perform(id)).isEqualTo(new Next.Done());
        assertThat(backend.created()).isEqualTo(1);
        assertThat(job(id).operation()).isPresent();
        assertThat(tunings.events(team.id(), id))
                .extracting(JobEvent::kind)
                .containsExactly(JobEvent.Kind.CREATED, JobEvent.Kind.ADOPTED);
    }

    @Test
    void killed_after_submission_a_second_submission_does_nothing() {
        var id = launched(newTeam());
        submit.perform(id);
        submit.perform(id);
        assertThat(backend.created()).isEqualTo(1);
    }

    @Test
    void a_model_of_somebody_else_under_our_id_is_not_adopted() {
        var team = newTeam();
        var id = launched(team);
        backend.create(
                new io.pitchpipe.portal.backend.Connection(
                        job(id).connection(),
                        team.id(),
                        io.pitchpipe.portal.backend.Connection.Kind.EMBEDDED,
                        null,
                        new io.pitchpipe.portal.backend.Credential("x")),
                job(id).tunedModelId(),
                io.pitchpipe.genapi.TunedModel.toCreate(
                        "models/demo", "Theirs", null, io.pitchpipe.genapi.TuningTask.toCreate(List.of(), hyper())));
        submit.perform(id);
        assertThat(backend.trainings).hasSize(2);
        assertThat(backend.trainings.keySet()).contains(job(id).tunedModelId());
        assertThat(tunings.events(team.id(), id))
                .extracting(JobEvent::kind)
                .containsExactly(JobEvent.Kind.CREATED, JobEvent.Kind.SUBMITTED);
    }

    private static io.pitchpipe.genapi.Hyperparameters hyper() {
        return new io.pitchpipe.genapi.Hyperparameters(1, 1, null, null);
    }

    @Test
    void a_busy_backend_is_asked_again_when_it_said_so() {
        var id = launched(newTeam());
        backend.failNext(new ApiFailure.Exhausted(Duration.ofSeconds(40)));
        var next = (Next.Again) submit.perform(id);
        assertThat(next.pause()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(61));
        assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
        assertThat(job(id).staleSince()).isPresent();
        submit.perform(id);
        assertThat(job(id).staleSince()).isEmpty();
    }

    @Test
    void what_the_backend_refuses_fails_with_its_reason() {
        var id = launched(newTeam());
        backend.failNext(new ApiFailure.InvalidArgument(400, "The base model was retired."));
        assertThat(submit.perform(id)).isEqualTo(new Next.Done());
        assertThat(job(id).state()).isEqualTo(JobState.FAILED);
        assertThat(job(id).reason()).contains("The base model was retired.");
    }

    @Test
    void cancelled_before_it_was_submitted_it_never_reaches_the_backend() {
        var team = newTeam();
        var id = launched(team);
        tunings.cancel(team.id(), id);
        submit.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(backend.trainings).isEmpty();
    }

    @Test
    void cancelled_after_a_lost_answer_it_is_cancelled_at_the_backend() {
        var team = newTeam();
        var id = launched(team);
        backend.loseCreateAnswer();
        submit.perform(id);
        tunings.cancel(team.id(), id);
        submit.perform(id);
        poll.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(backend.calls).anyMatch(call -> call.startsWith("cancel "));
    }

    @Test
    void examples_that_are_not_valid_are_not_launched() {
        var team = newTeam();
        signIn(team);
        var made =
                TestDatasets.make(jdbc, team.id(), team.owner().id(), "half read", TestDatasets.NUMBERS, "VALIDATING");
        assertThatThrownBy(() -> tunings.launch(team.id(), wish(made.version())))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.key()).isEqualTo("tuning.refused.notValid"));
    }

    @Test
    void a_preamble_that_makes_a_row_too_long_is_refused_naming_the_row() {
        var team = newTeam();
        signIn(team);
        var rows = List.of(new String[] {"short", "x"}, new String[] {"y".repeat(39_990), "x"});
        var made = TestDatasets.valid(jdbc, team.id(), team.owner().id(), "long", rows);
        var wish = new LaunchTuning(
                UUID.randomUUID(),
                made.version(),
                BASE,
                "Long",
                new Preamble("ten letter"),
                Preset.BALANCED,
                Preset.BALANCED.settings(2));
        assertThatThrownBy(() -> tunings.launch(team.id(), wish)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.key()).isEqualTo("tuning.refused.preambleTooLong");
            assertThat(refused.arguments()).startsWith(2L, 40_002);
        });
    }

    @Test
    void a_viewer_watches_and_does_not_launch_or_cancel() {
        var team = newTeam();
        var id = launched(team);
        var viewer = newMember(team.id(), Role.VIEWER);
        var version = job(id).examples().version();
        signIn(viewer.id());
        assertThat(tunings.find(team.id(), id)).isPresent();
        assertThatThrownBy(() -> tunings.launch(team.id(), wish(version))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> tunings.cancel(team.id(), id)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_job_of_another_team_does_not_exist() {
        var theirs = launched(newTeam());
        var team = newTeam();
        signIn(team);
        assertThat(tunings.find(team.id(), theirs)).isEmpty();
        assertThatThrownBy(() -> tunings.snapshots(team.id(), theirs, 0)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> tunings.cancel(team.id(), theirs)).isInstanceOf(NotFoundException.class);
        var version = job(theirs).examples().version();
        assertThatThrownBy(() -> tunings.launch(team.id(), wish(version))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void what_is_held_out_is_not_given_to_the_backend() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, new HoldOut(10));
        submit.perform(id);

        var job = job(id);
        assertThat(job.examples().rows()).isEqualTo(36);
        assertThat(job.examples().heldOut()).isEqualTo(4);
        assertThat(job.examples().holdOut()).isEqualTo(new HoldOut(10));
        assertThat(job.totalSteps()).isEqualTo(Math.toIntExact(job.settings().totalSteps(36)));
        var task = java.util.Objects.requireNonNull(backend.only().asked.tuningTask());
        var data = java.util.Objects.requireNonNull(task.trainingData());
        var given = java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(data.examples()).examples());
        assertThat(given).hasSize(36);
        assertThat(given.stream().map(example -> example.textInput() + example.output()))
                .doesNotContainAnyElementsOf(
                        contents.sampleHeldOut(job.examples().version(), new HoldOut(10), 10).stream()
                                .map(example -> example.input() + example.output())
                                .toList());
    }
}
