package io.pitchpipe.portal.tuning.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.design.DecimalField;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.FieldWarning;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.TestDatasets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaunchViewTests extends TuningTest {

    @BeforeEach
    void aBackendWithTwoBases() {
        backend.models = List.of(
                model("models/demo", "Pitchpipe demo", "createTunedModel"),
                model("models/smol", "Smol", "createTunedModel"),
                model("models/chat-only", "Chat", "generateContent"));
    }

    private static Model model(String name, String shown, String method) {
        return new Model(name, null, "1", shown, "", 512, 512, List.of(method), null, null, null, null);
    }

    private NewTeam teamWithNumbers() {
        var team = newTeam();
        signIn(team);
        numbers(team);
        return team;
    }

    private void open(String query) {
        UI.getCurrent().navigate("teach", QueryParameters.fromString(query));
        roundTrip();
    }

    private String button() {
        return $(Button.class).withTestId("teach-start").single().getText();
    }

    private TextField name() {
        return $(TextField.class).withTestId("teach-name").single();
    }

    private String dataset(NewTeam team) {
        return jdbc.sql("select id from dataset where team_id = ?")
                .param(team.id().value())
                .query(java.util.UUID.class)
                .single()
                .toString();
    }

    @Test
    void without_a_dataset_it_says_what_to_bring() {
        signIn(newTeam());
        open("");
        assertThat($(EmptyState.class).all()).hasSize(1);
        assertThat(button()).isEqualTo("Choose examples");
    }

    @Test
    void sections_open_one_after_another_and_the_button_names_what_is_missing() {
        var team = teamWithNumbers();
        open("");
        assertThat(button()).isEqualTo("Choose examples");
        assertThat($(Step.class).all().stream().filter(Step::isOpen)).hasSize(1);
        open("dataset=" + dataset(team));
        await(() -> $(RadioButtonGroup.class).withTestId("teach-base").exists());
        await(() -> button().equals("Start tuning"));
        assertThat($(Step.class).all().stream().filter(Step::isOpen)).hasSize(4);
        test(name()).setValue("");
        assertThat(button()).isEqualTo("Enter a name");
    }

    @Test
    void only_bases_that_can_be_taught_are_offered_and_the_demo_comes_last() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        var bases = $(RadioButtonGroup.class).withTestId("teach-base").single();
        assertThat(bases.getListDataView().getItems().map(Object::toString).toList())
                .asString()
                .containsSubsequence("Smol", "demo")
                .doesNotContain("Chat");
    }

    @Test
    void start_launches_with_what_was_filled_in_and_goes_to_the_training() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        test(name()).setValue("Successor");
        test($(TextArea.class).withTestId("teach-preamble").single()).setValue("Next:");
        test($(Button.class).withTestId("teach-start").single()).click();
        await(() -> tunings.count(team.id(), JobFilter.ALL) == 1);
        await(() -> $(TrainingView.class).exists());
        var job = only(team);
        assertThat(job.displayName()).isEqualTo("Successor");
        assertThat(job.preamble().text()).isEqualTo("Next:");
        assertThat(job.preset()).isEqualTo(Preset.BALANCED);
        assertThat(job.baseModel()).isEqualTo("models/smol");
    }

    @Test
    void a_name_that_is_too_long_is_not_cut_but_said_to_be_at_its_field() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        assertThat(name().getHelperText()).isEqualTo("What others see. 7 of 40 characters.");
        test(name()).setValue("N".repeat(60));
        assertThat(name().getValue()).hasSize(60);
        assertThat(name().isInvalid()).isTrue();
        assertThat(name().getErrorMessage())
                .isEqualTo("A name has at most 40 characters, and this one has 60. Shorten it.");
        assertThat(button()).isEqualTo("Shorten the name");
        test($(Button.class).withTestId("teach-start").single()).click();
        roundTrip();
        assertThat(tunings.count(team.id(), JobFilter.ALL)).isZero();
        test(name()).setValue("N".repeat(40));
        assertThat(name().isInvalid()).isFalse();
        assertThat(button()).isEqualTo("Start tuning");
    }

    private TuningJob only(NewTeam team) {
        var all = tunings.list(team.id(), JobFilter.ALL, 0, 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private String facts() {
        return $(DescriptionList.Description.class).all().stream()
                .map(DescriptionList.Description::getText)
                .collect(Collectors.joining("|"));
    }

    @Test
    void what_is_held_out_is_said_and_can_be_changed_under_advanced() {
        var team = newTeam();
        signIn(team);
        var pairs = IntStream.range(0, 40)
                .mapToObj(row -> new String[] {"question " + row, "answer " + row})
                .toList();
        TestDatasets.valid(jdbc, team.id(), team.owner().id(), "questions", pairs);
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        assertThat(facts()).contains("36 for training, 4 held out");

        advanced();
        var heldOut = $(IntegerField.class).withTestId("teach-heldOut").single();
        assertThat(heldOut.getPlaceholder()).isEqualTo("10");
        heldOut.setValue(60);
        assertThat(heldOut.getErrorMessage()).isEqualTo("The share held out is from 0 to 50 percent.");
        assertThat(button()).isEqualTo("Correct the settings");
        heldOut.setValue(25);
        await(() -> facts().contains("30 for training, 10 held out"));
        test($(Button.class).withTestId("teach-start").single()).click();
        await(() -> tunings.count(team.id(), JobFilter.ALL) == 1);
        assertThat(only(team).examples().rows()).isEqualTo(30);
    }

    @Test
    void what_the_held_out_examples_decide_is_offered_where_they_are_measured() {
        var team = newTeam();
        signIn(team);
        var pairs = IntStream.range(0, 100)
                .mapToObj(row -> new String[] {"question " + row, "answer " + row})
                .toList();
        TestDatasets.valid(jdbc, team.id(), team.owner().id(), "questions", pairs);
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        advanced();
        await(() -> $(Checkbox.class).withTestId("teach-keep-best").exists());
        var keepBest = $(Checkbox.class).withTestId("teach-keep-best").single();
        await(() -> keepBest.getValue());
        var patience = $(IntegerField.class).withTestId("teach-patience").single();
        patience.setValue(1001);
        assertThat(patience.getErrorMessage()).isEqualTo("A whole number of epochs from 0 to 1,000.");
        assertThat(button()).isEqualTo("Correct the settings");
        patience.setValue(3);
        test($(Button.class).withTestId("teach-start").single()).click();
        await(() -> tunings.count(team.id(), JobFilter.ALL) == 1);
        assertThat(only(team).heldOutUse()).isEqualTo(new HeldOutUse(true, 3));
    }

    @Test
    void on_another_service_nothing_of_the_kind_is_offered() {
        var team = teamWithNumbers();
        elsewhere(team, false);
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        advanced();
        $(IntegerField.class).withTestId("teach-heldOut").single().setValue(50);
        await(() -> facts().contains("held out"));
        assertThat($(Checkbox.class).withTestId("teach-keep-best").exists()).isFalse();
        test($(Button.class).withTestId("teach-start").single()).click();
        await(() -> tunings.count(team.id(), JobFilter.ALL) == 1);
        assertThat(only(team).heldOutUse()).isEqualTo(HeldOutUse.NONE);
    }

    private void advanced() {
        @SuppressWarnings("unchecked")
        RadioButtonGroup<Boolean> mode =
                $(RadioButtonGroup.class).withTestId("teach-mode").single();
        mode.setValue(true);
    }

    @Test
    void a_draft_survives_a_reload() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        test(name()).setValue("Half done");
        open("");
        assertThat(name().getValue()).isEqualTo("Half done");
        await(() -> button().equals("Start tuning"));
    }

    /** The reproduction of the review: a retune that was left filled in another dataset's form, and the other way round. */
    @Test
    void a_draft_of_a_retune_does_not_turn_up_in_the_form_of_a_dataset() {
        var team = newTeam();
        var job = launched(team);
        var tickets = TestDatasets.valid(jdbc, team.id(), team.owner().id(), "tickets", TestDatasets.NUMBERS);
        open("retune=" + job);
        await(() -> button().equals("Start tuning"));
        test(name()).setValue("Another try");
        test($(TextArea.class).withTestId("teach-preamble").single()).setValue("Next:");
        $(IntegerField.class).withTestId("teach-heldOut").single().setValue(0);

        open("dataset=" + tickets.dataset().value());
        await(() -> button().equals("Start tuning"));
        assertThat(name().getValue()).isEqualTo("tickets");
        assertThat($(TextArea.class).withTestId("teach-preamble").single().getValue())
                .isEmpty();
        assertThat($(RadioButtonGroup.class).withTestId("teach-mode").single().getValue())
                .isEqualTo(false);
        test($(TextArea.class).withTestId("teach-preamble").single()).setValue("Route this ticket:");

        open("retune=" + job);
        assertThat(name().getValue()).isEqualTo("Another try");
        assertThat($(TextArea.class).withTestId("teach-preamble").single().getValue())
                .isEqualTo("Next:");
        open("");
        assertThat($(TextArea.class).withTestId("teach-preamble").single().getValue())
                .as("without a dataset in the address the one that was changed last goes on")
                .isEqualTo("Route this ticket:");
    }

    @Test
    void a_form_that_was_changed_says_that_it_is_a_draft_and_can_be_thrown_away() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        assertThat($(Button.class).withTestId("teach-discard").exists()).isFalse();
        test(name()).setValue("Half done");
        assertThat(getCurrentView().getElement().getTextRecursively()).contains("Draft, changed");
        test($(Button.class).withTestId("teach-discard").single()).click();
        await(() -> button().equals("Start tuning"));
        assertThat(name().getValue()).isEqualTo("numbers");
        assertThat($(Button.class).withTestId("teach-discard").exists()).isFalse();
    }

    @Test
    void a_setting_that_was_refused_is_gone_when_the_form_is_opened_again() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        advanced();
        $(IntegerField.class).withTestId("teach-epochs").single().setValue(5000);
        $(IntegerField.class).withTestId("teach-batch").single().setValue(2);
        assertThat(button()).isEqualTo("Correct the settings");
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        assertThat($(IntegerField.class).withTestId("teach-epochs").single().getValue())
                .isNull();
        assertThat($(IntegerField.class).withTestId("teach-batch").single().getValue())
                .isEqualTo(2);
    }

    @Test
    void a_new_version_of_the_dataset_is_what_its_form_starts_from() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        test(name()).setValue("Half done");
        jdbc.sql("""
                insert into dataset_version (id, dataset_id, number, state, work, row_count, rejected_count, byte_count,
                  change_kind, change_rows, change_detail, created_by, created_at, rows_read, bytes_read, bytes_total)
                select ?, dataset_id, 2, state, work, row_count, rejected_count, byte_count,
                  change_kind, change_rows, change_detail, created_by, created_at, rows_read, bytes_read, bytes_total
                from dataset_version where dataset_id = ?""")
                .params(java.util.UUID.randomUUID(), java.util.UUID.fromString(dataset(team)))
                .update();
        open("dataset=" + dataset(team));
        assertThat(getCurrentView().getElement().getTextRecursively()).contains("version 2");
    }

    @Test
    void advanced_settings_say_in_words_what_is_wrong() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        advanced();
        var epochs = $(IntegerField.class).withTestId("teach-epochs").single();
        assertThat(epochs.getPlaceholder()).isEqualTo("5");
        epochs.setValue(0);
        assertThat(epochs.isInvalid()).isTrue();
        assertThat(epochs.getErrorMessage()).isEqualTo("Epochs are a whole number from 1 to 1,000.");
        assertThat(button()).isEqualTo("Correct the settings");
        epochs.setValue(3);
        $(DecimalField.class).withTestId("teach-rate").single().setValue(0.002);
        var multiplier = $(DecimalField.class).withTestId("teach-multiplier").single();
        multiplier.setValue(2.0);
        assertThat(multiplier.getErrorMessage()).contains("not both");
        multiplier.clear();
        assertThat(button()).isEqualTo("Start tuning");
        test($(Button.class).withTestId("teach-start").single()).click();
        await(() -> tunings.count(team.id(), JobFilter.ALL) == 1);
        assertThat(only(team).settings().epochCount()).isEqualTo(3);
        assertThat(only(team).settings().learningRate()).isEqualTo(0.002);
    }

    @Test
    void a_retune_is_filled_with_what_was_and_named_after_it() {
        var team = newTeam();
        var id = launched(team);
        open("retune=" + id + "&epochs=9");
        await(() -> button().equals("Start tuning"));
        assertThat(name().getValue()).isEqualTo("Number generator 2");
        assertThat($(IntegerField.class).withTestId("teach-epochs").single().getValue())
                .isEqualTo(9);
    }

    private java.util.List<String> warnings() {
        return $(FieldWarning.class).all().stream()
                .map(FieldWarning::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void a_setting_far_off_is_warned_of_at_its_field_and_one_click_takes_the_default() {
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        advanced();
        assertThat(warnings()).isEmpty();

        var rate = $(DecimalField.class).withTestId("teach-rate").single();
        rate.setValue(1.0);
        assertThat(warnings())
                .containsExactly("A learning rate of 1 is 1,000 times the default of 0.001: the loss usually jumps."
                        + " If you meant a multiplier, enter it there. Usual: 0.0001 to 0.01.");
        assertThat(button()).as("a warning is no error").isEqualTo("Start tuning");
        test($(Button.class).withText("Use the default (0.001)").single()).click();
        assertThat(rate.getValue()).isNull();
        assertThat(warnings()).isEmpty();

        $(DecimalField.class).withTestId("teach-multiplier").single().setValue(50.0);
        $(IntegerField.class).withTestId("teach-epochs").single().setValue(400);
        $(IntegerField.class).withTestId("teach-batch").single().setValue(16);
        assertThat(warnings())
                .containsExactly(
                        "400 epochs are 375 steps, and the model sees each example 400 times: it may learn them by heart."
                                + " Usual: 2 to 20.",
                        "A batch of 16 is larger than the 15 training examples, so each step takes some of them more than once. Usual: 4 to 16.",
                        "A multiplier of 50 gives a learning rate of 0.05, far above the default of 0.001: the loss may jump."
                                + " Usual: 0.1 to 10.");
        rate.setValue(2.0);
        assertThat(rate.isInvalid()).as("what cannot be done stays an error").isTrue();
        assertThat(warnings()).hasSize(2);
    }

    @Test
    void more_steps_than_can_be_are_an_error_at_the_field_before_the_start() {
        var team = newTeam();
        signIn(team);
        var pairs = IntStream.range(0, 1_200)
                .mapToObj(row -> new String[] {"question " + row, "answer " + row})
                .toList();
        TestDatasets.valid(jdbc, team.id(), team.owner().id(), "questions", pairs);
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        advanced();
        $(IntegerField.class).withTestId("teach-batch").single().setValue(1);
        var epochs = $(IntegerField.class).withTestId("teach-epochs").single();
        epochs.setValue(100);
        assertThat(epochs.getErrorMessage())
                .isEqualTo("With 1,080 examples that is 108,000 steps; the limit is 100,000."
                        + " Use fewer epochs or a larger batch.");
        assertThat(button()).isEqualTo("Correct the settings");
    }

    @Test
    void a_name_that_another_model_has_is_warned_of_with_a_free_one() {
        var team = newTeam();
        launched(team);
        open("dataset=" + dataset(team));
        await(() -> button().equals("Start tuning"));
        assertThat(warnings()).isEmpty();
        test(name()).setValue("number generator");
        await(() -> warnings()
                .equals(java.util.List.of("This team already has a model named “number generator”."
                        + " Both will be shown with the end of their IDs.")));
        test($(Button.class).withText("Use “number generator 2”").single()).click();
        assertThat(name().getValue()).isEqualTo("number generator 2");
        await(() -> warnings().isEmpty());
        assertThat(button()).isEqualTo("Start tuning");
    }

    @Test
    void a_backend_that_is_only_just_starting_is_asked_again_without_a_word() {
        backend.failNext(new ApiFailure.Unavailable("not yet", null));
        open("dataset=" + dataset(teamWithNumbers()));
        await(() -> button().equals("Start tuning"));
        assertThat($(ErrorPanel.class).exists()).isFalse();
    }

    @Test
    void a_backend_that_starts_slowly_is_told_and_its_bases_appear_without_a_click_once_it_answers() {
        var team = newTeam();
        signIn(team);
        for (var times = 0; times < 10 * BaseStep.PATIENCE; times++) {
            backend.failNext(new ApiFailure.Unavailable("not yet", null));
        }
        UI.getCurrent().add(new BaseStep(tunings, team.id(), null, chosen -> {}, Duration.ofMillis(5)));
        await(() -> $(ErrorPanel.class).exists());
        await(() -> $(RadioButtonGroup.class).withTestId("teach-base").exists());
        assertThat($(ErrorPanel.class).exists()).isFalse();
    }

    @Test
    void a_backend_that_answers_nonsense_is_said_and_asked_again() {
        backend.failNext(new ApiFailure.Garbage("a page of HTML"));
        var team = teamWithNumbers();
        open("dataset=" + dataset(team));
        await(() -> $(ErrorPanel.class).exists());
        assertThat(button()).isEqualTo("Choose a base model");
        test($(Button.class).withText("Try again").single()).click();
        await(() -> button().equals("Start tuning"));
    }

    @Test
    void a_viewer_is_told_that_the_role_does_not_allow_it() {
        var team = newTeam();
        signIn(team);
        numbers(team);
        var dataset = dataset(team);
        signIn(newMember(team.id(), Role.VIEWER).id());
        open("dataset=" + dataset);
        await(() -> button().equals("Start tuning"));
        test($(Button.class).withTestId("teach-start").single()).click();
        roundTrip();
        assertThat(jobsOf(team)).isZero();
    }

    private long jobsOf(NewTeam team) {
        return jdbc.sql("select count(*) from tuning_job where team_id = ?")
                .param(team.id().value())
                .query(Long.class)
                .single();
    }
}
