package io.pitchpipe.portal.tuning.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H1;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import org.junit.jupiter.api.Test;

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
        assertThat(page()).contains("Queued", "you can leave this page", "Launched");
    }

    @Test
    void the_page_follows_the_training_on_its_own() {
        var team = newTeam();
        var id = submitted(team);
        open(id);
        backend.only().compute(1, 8);
        poll(id);
        await(() -> page().contains("Tuning 42 %"));
        assertThat(page()).contains("Step 8 of 19", "epoch 2 of 5", "Epoch 2 of 5 done");
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
        assertThat(page()).containsAnyOf("The loss", "epochs do as well", "epoch does as well");
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
        await(() -> page().contains("Cancelling was asked for"));
        poll(id);
        await(() -> page().contains("its answers are unpredictable"));
    }

    @Test
    void a_failure_says_why_and_what_to_do() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().fail(RpcCode.INTERNAL, "<b>Out of memory</b>");
        poll(id);
        open(id);
        assertThat(page()).contains("<b>Out of memory</b>", "correct what is wrong and retune");
    }

    @Test
    void a_stale_job_is_marked_and_keeps_what_it_had() {
        var team = newTeam();
        var id = submitted(team);
        backend.only().compute(1, 6);
        poll(id);
        backend.failNext(new io.pitchpipe.portal.backend.ApiFailure.Unavailable("down", null));
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
