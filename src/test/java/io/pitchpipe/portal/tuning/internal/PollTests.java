package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.TuningFinished;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.testing.NewTeam;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@RecordApplicationEvents
class PollTests extends TuningTest {

    private JobId submitted(NewTeam team) {
        var id = launched(team);
        submit.perform(id);
        return id;
    }

    @Test
    void a_curve_has_every_step_once_however_often_and_in_whatever_order_it_is_told() {
        var team = newTeam();
        var id = submitted(team);
        var training = backend.only();
        training.compute(1, 7);
        Collections.reverse(training.snapshots);
        poll.perform(id);
        poll.perform(id);
        training.compute(8, 19);
        training.compute(3, 5);
        poll.perform(id);
        training.finish();
        assertThat(poll.perform(id)).isEqualTo(new Next.Done());
        assertThat(steps(team, id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 19).boxed().toList());
        assertThat(job(id).state()).isEqualTo(JobState.ACTIVE);
    }

    @Test
    void a_step_that_is_told_again_with_another_loss_stays_as_it_was() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 1);
        poll.perform(id);
        backend.only().snapshots.clear();
        backend.only().snapshots.add(new io.pitchpipe.genapi.TuningSnapshot(1, 0, 99f, java.time.Instant.now(), null));
        poll.perform(id);
        assertThat(tunings.snapshots(team.id(), id, 0).getFirst().meanLoss()).isEqualTo(3);
    }

    @Test
    void a_job_waits_until_its_training_begins() {
        var id = submitted(newTeam());
        poll.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
        backend.only().begun = true;
        poll.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
        assertThat(job(id).startedAt()).isPresent();
    }

    @Test
    void nothing_is_written_when_nothing_changed() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 4);
        poll.perform(id);
        var before = revision(id);
        poll.perform(id);
        poll.perform(id);
        assertThat(revision(id)).isEqualTo(before);
        backend.only().compute(5, 5);
        poll.perform(id);
        assertThat(revision(id)).isGreaterThan(before);
    }

    private long revision(JobId id) {
        return jdbc.sql("select revision from change_topic where topic = ?")
                .param(TuningJob.topic(id))
                .query(Long.class)
                .single();
    }

    @Test
    void a_state_that_goes_backwards_changes_nothing() {
        var id = submitted(newTeam());
        backend.only().compute(1, 6);
        poll.perform(id);
        backend.only().snapshots.clear();
        backend.only().begun = false;
        poll.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
        assertThat(job(id).completedSteps()).isEqualTo(6);
    }

    @Test
    void an_ended_job_is_never_revived(ApplicationEvents events) {
        var id = submitted(newTeam());
        backend.only().compute(1, 19);
        backend.only().finish();
        poll.perform(id);
        backend.only().done = false;
        backend.only().state = "CREATING";
        assertThat(poll.perform(id)).isEqualTo(new Next.Done());
        assertThat(job(id).state()).isEqualTo(JobState.ACTIVE);
        assertThat(events.stream(TuningFinished.class))
                .containsExactly(new TuningFinished(id, job(id).team(), JobState.ACTIVE));
    }

    @Test
    void an_unknown_state_is_kept_raw_and_the_job_goes_on() {
        var id = submitted(newTeam());
        backend.only().operationForgotten = true;
        backend.only().state = "HIBERNATING";
        assertThat(poll.perform(id)).isInstanceOf(Next.Again.class);
        assertThat(job(id).rawState()).isEqualTo("HIBERNATING");
        assertThat(job(id).state().ended()).isFalse();
    }

    @Test
    void a_forgotten_operation_is_followed_by_its_model() {
        var team = newTeam();
        var id = submitted(team);
        var training = backend.only();
        training.operationForgotten = true;
        training.compute(1, 19);
        training.state = "ACTIVE";
        poll.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.ACTIVE);
        assertThat(steps(team, id)).hasSize(19);
    }

    @Test
    void a_model_deleted_elsewhere_is_lost() {
        var id = submitted(newTeam());
        backend.trainings.clear();
        assertThat(poll.perform(id)).isEqualTo(new Next.Done());
        assertThat(job(id).state()).isEqualTo(JobState.LOST);
    }

    @Test
    void a_failed_training_says_why() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().fail(RpcCode.INTERNAL, "Out of memory at step 3");
        poll.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.FAILED);
        assertThat(job(id).reason()).isEqualTo("Out of memory at step 3");
    }

    @Autowired
    MeterRegistry meters;

    private double counted(String name) {
        return meters.get(name).functionCounter().count();
    }

    @Test
    void a_backend_that_does_not_answer_makes_the_job_stale_and_nothing_else() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 4);
        poll.perform(id);
        double polls = counted("pitchpipe.portal.polls");
        double failures = counted("pitchpipe.portal.poll.failures");
        for (var failure : List.of(
                new ApiFailure.Unavailable("reset", null),
                new ApiFailure.Garbage("<html>"),
                new ApiFailure.Unauthenticated("key"))) {
            backend.failNext(failure);
            assertThat(poll.perform(id)).isInstanceOf(Next.Again.class);
        }
        assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
        assertThat(job(id).staleSince()).isPresent();
        assertThat(job(id).completedSteps()).isEqualTo(4);
        assertThat(counted("pitchpipe.portal.polls") - polls).isEqualTo(3);
        assertThat(counted("pitchpipe.portal.poll.failures") - failures).isEqualTo(3);
        double stale = meters.get("pitchpipe.portal.jobs.stale").gauge().value();
        double running = meters.get("pitchpipe.portal.jobs")
                .tag("state", "running")
                .gauge()
                .value();
        assertThat(running).isPositive();
        poll.perform(id);
        assertThat(stale - meters.get("pitchpipe.portal.jobs.stale").gauge().value())
                .isEqualTo(1);
        assertThat(meters.get("pitchpipe.portal.jobs")
                        .tag("state", "running")
                        .gauge()
                        .value())
                .isEqualTo(running);
        assertThat(job(id).staleSince()).isEmpty();
        assertThat(tunings.events(team.id(), id)).extracting(JobEvent::kind).contains(JobEvent.Kind.RESUMED);
    }

    @Test
    void a_cancelled_job_ends_with_what_it_had() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 5);
        poll.perform(id);
        tunings.cancel(team.id(), id);
        tunings.cancel(team.id(), id);
        poll.perform(id);
        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(steps(team, id)).hasSize(5);
        assertThat(tunings.events(team.id(), id))
                .extracting(JobEvent::kind)
                .containsExactly(
                        JobEvent.Kind.CREATED,
                        JobEvent.Kind.SUBMITTED,
                        JobEvent.Kind.STARTED,
                        JobEvent.Kind.EPOCH,
                        JobEvent.Kind.CANCEL_REQUESTED,
                        JobEvent.Kind.CANCELLED);
    }

    @Test
    void each_pass_is_told_once() {
        var team = newTeam();
        var id = submitted(team);
        for (var step = 1; step <= 19; step++) {
            backend.only().compute(step, step);
            poll.perform(id);
        }
        assertThat(tunings.events(team.id(), id).stream()
                        .filter(event -> event.kind() == JobEvent.Kind.EPOCH)
                        .map(JobEvent::ordinal))
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void a_place_in_the_line_counts_who_came_before() {
        var first = newTeam();
        var one = submitted(first);
        var second = newTeam();
        var two = launched(second);
        var ahead = tunings.queuePosition(second.id(), two);
        backend.trainings.clear();
        poll.perform(one);
        assertThat(tunings.queuePosition(second.id(), two)).isEqualTo(ahead - 1);
    }
}
