package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.genapi.TuningExample;
import io.pitchpipe.genapi.TuningValidation;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.HeldOutOutcome;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Held-out examples on their way to a backend that measures them, to none that does not, and back as losses. */
class HeldOutJobTests extends TuningTest {

    private static final HoldOut TENTH = new HoldOut(10);
    private static final HeldOutUse USE = new HeldOutUse(true, 2);

    private @Nullable TuningValidation asked() {
        return Objects.requireNonNull(backend.only().asked.tuningTask()).validation();
    }

    private JobId submitted(NewTeam team) {
        var id = launchedOnQuestions(team, 40, TENTH, USE);
        submit(id);
        return id;
    }

    private static List<TuningExample> examples(@Nullable TuningValidation validation) {
        var data = Objects.requireNonNull(Objects.requireNonNull(validation).data());
        return Objects.requireNonNull(Objects.requireNonNull(data.examples()).examples());
    }

    @Test
    void our_own_server_gets_what_is_held_out_and_what_it_decides() {
        var id = submitted(newTeam());

        var validation = Objects.requireNonNull(asked());
        assertThat(validation.keepBest()).isTrue();
        assertThat(validation.patience()).isEqualTo(2);
        var heldOut = contents.sampleHeldOut(job(id).examples().version(), TENTH, 500);
        assertThat(heldOut).hasSize(4);
        assertThat(examples(validation))
                .containsExactlyElementsOf(heldOut.stream()
                        .map(example -> new TuningExample(example.input(), example.output()))
                        .toList());
        assertThat(job(id).heldOutOutcome()).isEqualTo(new HeldOutOutcome(4, OptionalInt.empty(), false));
        assertThat(job(id).heldOutUse()).isEqualTo(USE);
    }

    @Test
    void no_other_service_is_sent_the_field() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, TENTH, USE);
        elsewhere(team, false);
        submit(id);

        assertThat(asked()).isNull();
        assertThat(job(id).heldOutOutcome()).isEqualTo(HeldOutOutcome.NONE);
        assertThat(tunings.heldOutLeft(team.id(), id))
                .get()
                .extracting(JobEvent::kind)
                .isEqualTo(JobEvent.Kind.HELD_OUT_NOT_TAKEN);
        assertThat(job(id).examples().heldOut())
                .as("held out all the same, to be asked later")
                .isEqualTo(4);
    }

    @Test
    void a_remote_server_that_said_it_is_ours_gets_it() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, TENTH, USE);
        elsewhere(team, true);
        submit(id);

        assertThat(examples(asked())).hasSize(4);
    }

    @Test
    void nothing_held_out_is_nothing_sent() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, HoldOut.NONE, USE);
        submit(id);
        assertThat(asked()).isNull();
        assertThat(tunings.heldOutLeft(team.id(), id))
                .as("there is nothing to miss")
                .isEmpty();
    }

    @Test
    void no_more_is_sent_than_the_server_takes() {
        var id = launchedOnQuestions(newTeam(), 1_100, new HoldOut(50), USE);
        submit(id);
        assertThat(job(id).examples().heldOut()).isEqualTo(550);
        assertThat(examples(asked())).hasSize(WireTask.MOST_MEASURED);
    }

    @Test
    void held_out_examples_that_the_server_refuses_do_not_fail_the_job() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, TENTH, USE);
        backend.failNext(new ApiFailure.InvalidArgument(400, "In the validation data: Example 2 has 600 tokens"));
        submit(id);

        assertThat(asked()).isNull();
        assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
        assertThat(job(id).heldOutOutcome().measured()).isZero();
        assertThat(tunings.heldOutLeft(team.id(), id)).get().satisfies(left -> {
            assertThat(left.kind()).isEqualTo(JobEvent.Kind.HELD_OUT_REFUSED);
            assertThat(left.detail()).isEqualTo("In the validation data: Example 2 has 600 tokens");
        });
    }

    @Test
    void a_refusal_whose_answer_was_lost_is_known_by_what_the_backend_has() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, TENTH, USE);
        backend.failNext(new ApiFailure.InvalidArgument(400, "In the validation data: Example 2 has 600 tokens"));
        backend.loseCreateAnswer();
        submit(id);
        submit(id);

        assertThat(tunings.heldOutLeft(team.id(), id)).get().satisfies(left -> {
            assertThat(left.kind()).isEqualTo(JobEvent.Kind.HELD_OUT_REFUSED);
            assertThat(left.detail()).isEmpty();
        });
    }

    @Test
    void what_was_created_while_its_answer_was_lost_is_adopted_with_what_it_measures() {
        var id = launchedOnQuestions(newTeam(), 40, TENTH, USE);
        backend.loseCreateAnswer();
        submit(id);
        submit(id);
        assertThat(job(id).heldOutOutcome().measured()).isEqualTo(4);
        assertThat(jdbc.sql("select count(*) from tuning_event where job_id = ? and kind like 'HELD_OUT%'")
                        .param(id.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void the_losses_arrive_as_they_are_measured_also_after_their_step_was_seen() {
        var team = newTeam();
        var id = submitted(team);
        var training = backend.only();
        training.compute(1, 4);
        training.startLoss(3);
        poll(id);
        assertThat(tunings.heldOutLosses(team.id(), id)).containsExactly(new HeldOutLoss(0, 0, 3));

        training.measure(4, 2.5f);
        poll(id);
        poll(id);
        assertThat(tunings.heldOutLosses(team.id(), id))
                .containsExactly(new HeldOutLoss(0, 0, 3), new HeldOutLoss(4, 1, 2.5));

        training.measure(4, Float.NaN);
        training.compute(5, 8);
        training.measure(8, Float.NaN);
        poll(id);
        assertThat(tunings.heldOutLosses(team.id(), id))
                .as("what was told stays, what is no number is not kept")
                .hasSize(2);
    }

    @Test
    void an_early_end_is_an_end_and_the_kept_epoch_is_remembered() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 12);
        backend.only().keep(1, true);
        backend.only().finish();
        poll(id);

        assertThat(job(id).state()).isEqualTo(JobState.ACTIVE);
        assertThat(job(id).heldOutOutcome()).isEqualTo(new HeldOutOutcome(4, OptionalInt.of(1), true));
        assertThat(job(id).progress()).isEqualTo(1);
    }

    @Test
    void a_cancelled_job_remembers_what_is_kept_of_it() {
        var id = submitted(newTeam());
        backend.only().compute(1, 8);
        backend.only().keep(1, false);
        backend.only().fail(RpcCode.CANCELLED, "cancelled");
        poll(id);
        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(job(id).heldOutOutcome().keptEpoch()).hasValue(1);
    }
}
