package io.pitchpipe.portal.tuning.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingViewTests extends TuningTest {

    private JobId submitted(NewTeam team) {
        var id = launched(team);
        submit(id);
        return id;
    }

    private void open(JobId id) {
        navigate("models/" + id + "/training", TrainingView.class);
    }

    private String page() {
        return $(TrainingView.class).single().getElement().getTextRecursively();
    }

    @Test
    void a_waiting_job_says_so_and_that_leaving_is_safe() {
        var team = newTeam();
        open(launched(team));
        assertThat($(H1.class).single().getText()).isEqualTo("Number generator");
        assertThat(page()).contains("Queued", "You can close this page", "Launched");
    }

    @Test
    void the_page_follows_the_training_on_its_own() {
        var team = newTeam();
        var id = submitted(team);
        open(id);
        backend.only().compute(1, 8);
        poll(id);
        await(() -> page().contains("Tuning 42 %"));
        assertThat(page()).contains("Step 8 of 19", "Step 8 of 19 · Epoch 2 of 5", "Epoch 2 of 5 done");
        backend.only().compute(9, 19);
        backend.only().finish();
        poll(id);
        await(() -> page().contains("Ready"));
        assertThat(page()).contains("Step 19 of 19", "Try it");
        assertThat($(Button.class).withTestId("training-cancel").exists()).isFalse();
    }

    @Test
    void who_comes_back_sees_the_whole_curve() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 19);
        backend.only().finish();
        poll(id);
        open(id);
        assertThat(page()).contains("Step 19 of 19", "Finished", "tunedModels/" + job(id).tunedModelId());
        assertThat(page()).containsAnyOf("The loss", "Training converged");
    }

    private JobId measured(NewTeam team) {
        var id = launchedOnQuestions(team, 40, new HoldOut(10), new HeldOutUse(true, 1));
        submit(id);
        return id;
    }

    @Test
    void the_held_out_loss_is_read_live_and_the_kept_epoch_is_told() {
        var team = newTeam();
        var id = measured(team);
        open(id);
        assertThat(page()).contains("Measured each epoch", "the best epoch", "after 1 epoch without");
        backend.only().compute(1, 12);
        backend.only().startLoss(4);
        backend.only().measure(4, 1);
        poll(id);
        await(() -> chart().contains("The best held-out loss is 1.000, at step 4."));
        backend.only().measure(8, 3);
        poll(id);
        await(() -> page().contains("The held-out loss rises after epoch 1"));
        backend.only().keep(1, true);
        backend.only().finish();
        poll(id);
        await(() -> page().contains("It ended early"));
        assertThat(page())
                .contains(
                        "had not come down for 1 epoch.",
                        "Epoch 1 is kept: it did best on the held-out examples. They chose it");
        assertThat($(Div.class).all().stream().filter(one -> one.hasClassName("training-coach")))
                .as("the curve, which falls on, advises nothing beside them")
                .singleElement()
                .matches(one -> one.hasClassName("training-held-out"));
    }

    /** The addresses of the buttons that retune with other settings. */
    private List<String> retunes() {
        return $(Anchor.class).all().stream()
                .map(Anchor::getHref)
                .filter(href -> href.contains("&epochs="))
                .toList();
    }

    @Test
    void where_the_held_out_loss_still_fell_at_the_end_more_epochs_are_offered() {
        var team = newTeam();
        var id = measured(team);
        backend.only().compute(1, 38);
        backend.only().startLoss(4);
        backend.only().measure(19, 3);
        backend.only().measure(38, 2);
        poll(id);
        open(id);
        assertThat(page()).contains("The held-out loss is still falling");
        assertThat(retunes()).as("half a curve is not advised upon").isEmpty();
        backend.only().finish();
        poll(id);
        await(() -> !retunes().isEmpty());
        assertThat(retunes()).singleElement().asString().contains("epochs=10&rate=0.001");
        assertThat(page())
                .contains("Retune with 10 epochs", "The held-out loss was still falling at the end")
                .doesNotContain("The loss was still falling");
    }

    @Test
    void a_loss_that_hardly_fell_is_told_beside_the_held_out_examples() {
        var team = newTeam();
        var id = measured(team);
        backend.only().compute(1, 38, step -> 3);
        backend.only().startLoss(4);
        backend.only().measure(19, 3);
        backend.only().measure(38, 2);
        backend.only().finish();
        poll(id);
        open(id);
        assertThat(page())
                .contains("The held-out loss was still falling", "The loss hardly changed, from 3.000 to 3.000");
        assertThat(retunes())
                .as("one change at a time")
                .singleElement()
                .asString()
                .contains("epochs=5&rate=0.003");
    }

    private static boolean isShown(Component one) {
        return one.isVisible()
                && one.getParent().map(TrainingViewTests::isShown).orElse(true);
    }

    /** What the chart says of itself to those who do not see it. */
    private String chart() {
        return $(Div.class).all().stream()
                .filter(one -> one.hasClassName("loss-chart-stage") && isShown(one))
                .map(one -> String.valueOf(one.getElement().getAttribute("aria-label")))
                .collect(Collectors.joining());
    }

    @Test
    void a_job_out_of_which_nothing_is_measured_says_nothing_of_it() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 19);
        backend.only().finish();
        poll(id);
        open(id);
        assertThat(page()).doesNotContain("held-out loss", "Measured each epoch", "no line for them");
    }

    @Test
    void held_out_examples_that_the_server_refused_are_missed_aloud() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, new HoldOut(10), new HeldOutUse(true, 0));
        open(id);
        assertThat(page()).doesNotContain("no line for them");
        backend.failNext(new ApiFailure.InvalidArgument(400, "Example <b>2</b> has 600 tokens"));
        submit(id);

        await(() -> page().contains("The backend refused the 4 held-out examples"));
        assertThat(page()).contains("It said: “Example <b>2</b> has 600 tokens”", "they are asked all the same");
    }

    @Test
    void a_backend_that_measures_none_is_said_to_in_the_place_of_the_line() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, new HoldOut(10), HeldOutUse.NONE);
        elsewhere(team, false);
        submit(id);
        open(id);
        assertThat(page()).contains("This backend does not measure held-out examples");
    }

    @Test
    void a_job_of_before_the_reason_was_kept_says_at_least_that_they_were_not_measured() {
        var team = newTeam();
        var id = launchedOnQuestions(team, 40, new HoldOut(10), HeldOutUse.NONE);
        elsewhere(team, false);
        submit(id);
        backend.only().compute(1, 4);
        poll(id);
        jdbc.sql("delete from tuning_event where job_id = ? and kind = 'HELD_OUT_NOT_TAKEN'")
                .param(id.value())
                .update();
        open(id);
        assertThat(page()).contains("The 4 held-out examples were not measured in this training");
    }

    @Test
    void cancelling_is_confirmed_and_names_the_model() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 3);
        poll(id);
        open(id);
        test($(Button.class).withTestId("training-cancel").single()).click();
        var dialog = $(ConfirmDialog.class).single();
        assertThat(test(dialog).getHeader()).contains("Number generator");
        test(dialog).confirm();
        await(() -> job(id).cancelRequested());
        await(() -> page().contains("Cancellation requested"));
        poll(id);
        await(() -> page().contains("its answers are unpredictable"));
    }

    @Test
    void a_training_that_was_stopped_early_is_not_told_to_take_more_epochs() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 8);
        poll(id);
        tunings.cancel(team.id(), id);
        poll(id);
        open(id);
        await(() -> page().contains("Stopped at step 8 of 19, in epoch 2 of 5"));
        assertThat(page())
                .contains("Up to there the loss fell from")
                .doesNotContain("more epochs", "epochs are enough");
        assertThat(retunes()).isEmpty();
    }

    @Test
    void a_training_without_a_step_has_a_sentence_and_no_empty_chart() {
        var team = newTeam();
        var id = submitted(team);
        open(id);
        assertThat(page()).contains("The curve appears with the first step.");
        assertThat(chart()).isEmpty();
        backend.only().fail(RpcCode.INTERNAL, "Out of memory");
        poll(id);
        await(() -> page().contains("It failed before the first step, so there is no loss to show."));
        assertThat(page()).doesNotContain("too few", "The curve appears");
        assertThat(chart()).isEmpty();
        assertThat(retunes()).isEmpty();
    }

    @Test
    void a_failure_half_way_says_where_the_curve_ends() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 9);
        backend.only().fail(RpcCode.INTERNAL, "Out of memory");
        poll(id);
        open(id);
        assertThat(page()).contains("Failed after step 9 of 19, in epoch 3 of 5: the curve ends there.");
        assertThat(retunes()).isEmpty();
    }

    @Test
    void a_jump_of_the_loss_is_told_of_with_a_smaller_rate() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 19, step -> step == 1 ? 2 : step < 8 ? 14 : 1.5);
        backend.only().finish();
        poll(id);
        open(id);
        assertThat(page()).contains("The loss jumped from 2.000 to 14.0 at step 2", "Retune with rate 0.00033");
        assertThat(retunes()).singleElement().asString().contains("rate=3.3E-4");
    }

    /** As the cases rate_as_multiplier and a rate of 0.000001 came out: "levelled off" beside a jump, and beside a loss that never moved. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void where_the_rate_was_wrong_the_held_out_loss_says_nothing_of_epochs(boolean spike) {
        var team = newTeam();
        var id = measured(team);
        backend.only().compute(1, 19, step -> spike ? step == 1 ? 2 : step < 8 ? 14 : 1.5 : 2 + step % 2 * 0.01);
        backend.only().startLoss(4);
        for (var epoch = 1; epoch <= 4; epoch++) {
            backend.only().measure(4 * epoch, 1.5f);
        }
        backend.only().finish();
        poll(id);
        open(id);
        assertThat(page())
                .contains(spike ? "The loss jumped from 2.000 to 14.0" : "The loss hardly changed")
                .doesNotContain("The held-out loss has levelled off");
    }

    /** A rate of 1 was said to be far too large, and one line below the examples were to be checked. */
    @Test
    void where_the_rate_was_wrong_the_examples_are_not_blamed_for_it() {
        var team = newTeam();
        var id = measured(team);
        backend.only().compute(1, 19, step -> step == 1 ? 2 : 14);
        backend.only().startLoss(1);
        for (var epoch = 1; epoch <= 4; epoch++) {
            backend.only().measure(4 * epoch, 2 + epoch);
        }
        backend.only().finish();
        poll(id);
        open(id);
        assertThat(page())
                .contains("The loss jumped from 2.000 to 14.0", "The held-out loss never fell below its start")
                .doesNotContain("Check the examples");
    }

    @Test
    void the_held_out_loss_of_a_stopped_training_is_no_reason_for_more_epochs() {
        var team = newTeam();
        var id = measured(team);
        backend.only().compute(1, 19);
        backend.only().startLoss(4);
        backend.only().measure(8, 3);
        backend.only().measure(16, 2);
        poll(id);
        tunings.cancel(team.id(), id);
        poll(id);
        open(id);
        await(() -> page().contains("Stopped at step 19"));
        assertThat(page())
                .contains("Up to there the held-out loss was lowest after epoch")
                .doesNotContain("more epochs");
        assertThat(retunes()).isEmpty();
    }

    @Test
    void a_failure_says_why_and_what_to_do() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().fail(RpcCode.INTERNAL, "<b>Out of memory</b>");
        poll(id);
        open(id);
        assertThat(page()).contains("<b>Out of memory</b>", "correct the cause and retune");
    }

    @Test
    void a_stale_job_is_marked_and_keeps_what_it_had() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 6);
        poll(id);
        backend.failNext(new ApiFailure.Unavailable("down", null));
        poll(id);
        open(id);
        assertThat($(StatusBadge.class).all().getFirst().getElement().getTextRecursively())
                .startsWith("Stale since");
        assertThat(page()).contains("Step 6 of 19");
    }

    @Test
    void another_teams_training_is_not_there() {
        var id = launched(newTeam());
        signIn(newTeam());
        assertThatThrownBy(() -> open(id)).isInstanceOf(Throwable.class);
    }
}
