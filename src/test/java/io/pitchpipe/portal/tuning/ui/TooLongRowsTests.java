package io.pitchpipe.portal.tuning.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.ApiFailure.InvalidArgument.Violation;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import io.pitchpipe.testing.TestDatasets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are too long for a base, as the pages say it: in the review, in a dataset's check, and after a backend refused them. */
class TooLongRowsTests extends TuningTest {

    @BeforeEach
    void aBackendWithABase() {
        backend.models = List.of(new Model(
                "models/demo",
                null,
                "1",
                "Demo",
                "",
                8192,
                512,
                List.of("createTunedModel"),
                null,
                null,
                null,
                null,
                512));
    }

    /** The last so many of the rows are too long. */
    private TestDatasets.Made made(NewTeam team, int rows, int tooLong) {
        signIn(team);
        var pairs = new ArrayList<String[]>();
        for (var row = 1; row <= rows; row++) {
            pairs.add(new String[] {"q" + row + (row > rows - tooLong ? " word".repeat(600) : ""), "answer"});
        }
        return TestDatasets.valid(jdbc, team.id(), team.owner().id(), "questions", pairs);
    }

    private void launch(TestDatasets.Made made) {
        UI.getCurrent().navigate("teach", QueryParameters.fromString("dataset=" + made.dataset()));
        roundTrip();
    }

    private Button start() {
        return $(Button.class).withTestId("teach-start").single();
    }

    private String page() {
        return UI.getCurrent()
                .getInternals()
                .getActiveRouterTargetsChain()
                .getFirst()
                .getElement()
                .getTextRecursively();
    }

    private List<String> rowLinks() {
        return $(Anchor.class).all().stream()
                .map(Anchor::getHref)
                .filter(address -> address.contains("&row="))
                .toList();
    }

    @Test
    void the_review_names_the_rows_that_are_too_long_and_nothing_can_be_started() {
        var team = newTeam();
        var made = made(team, 15, 2);
        launch(made);
        await(() -> start().getText().equals("See the rows that are too long"));
        assertThat(page())
                .contains("2 examples are longer than the 512 tokens that Demo takes", "Row 14", "602 tokens");
        assertThat(rowLinks())
                .containsExactly(
                        "datasets/" + made.dataset() + "?v=1&row=14", "datasets/" + made.dataset() + "?v=1&row=15");
        test(start()).click();
        roundTrip();
        assertThat(tunings.count(team.id(), JobFilter.ALL)).isZero();
        assertThat(start().getText()).isEqualTo("See the rows that are too long");
    }

    @Test
    void beyond_ten_rows_the_others_are_behind_a_line_that_says_how_many() {
        var made = made(newTeam(), 19, 14);
        launch(made);
        await(() -> $(NativeDetails.class).exists());
        assertThat($(NativeDetails.class).single().getSummaryText()).isEqualTo("and 4 more");
        assertThat(rowLinks()).hasSize(14);
    }

    @Test
    void examples_that_fit_are_said_to_and_a_preamble_counts() {
        var made = made(newTeam(), 15, 0);
        launch(made);
        await(() -> page().contains("All examples fit: the longest has 2 tokens, and this base model takes 512."));
        assertThat(start().getText()).isEqualTo("Start tuning");
        test($(TextArea.class).withTestId("teach-preamble").single()).setValue("word ".repeat(600));
        await(() -> page().contains("15 examples are longer than the 512 tokens"));
        test($(TextArea.class).withTestId("teach-preamble").single()).setValue("");
        await(() -> start().getText().equals("Start tuning"));
    }

    @Test
    void a_backend_that_does_not_count_is_no_reason_not_to_start() {
        backend.counts = false;
        launch(made(newTeam(), 15, 2));
        await(() -> page().contains("This backend does not count tokens beforehand"));
        assertThat(start().getText()).isEqualTo("Start tuning");
    }

    @Test
    void the_card_of_a_base_says_how_long_an_example_may_be() {
        launch(made(newTeam(), 15, 0));
        await(() -> page().contains("Examples up to 512 tokens"));
        assertThat(page()).doesNotContain("8,192");
    }

    @Test
    void the_check_of_a_dataset_names_them_for_a_base_and_deletes_them_if_asked() {
        var team = newTeam();
        var made = made(team, 15, 2);
        UI.getCurrent().navigate("datasets/" + made.dataset() + "/check");
        await(() -> page().contains("2 examples are longer than the 512 tokens that Demo takes"));
        assertThat(rowLinks()).hasSize(2);
        assertThat(page()).contains("refused because of them", "Shorten these rows, delete them, or");
        test($(Button.class).withTestId("dataset-fit-delete").single()).click();
        await(() -> page().contains("All examples fit"));
        assertThat(rowLinks()).isEmpty();
    }

    @Test
    void the_check_speaks_of_a_single_too_long_row_as_one() {
        var team = newTeam();
        var made = made(team, 15, 1);
        UI.getCurrent().navigate("datasets/" + made.dataset() + "/check");
        await(() -> page().contains("One example is longer than the 512 tokens that Demo takes"));
        assertThat(page()).contains("refused because of it", "Shorten this row, delete it, or");
    }

    @Test
    void the_page_of_a_refused_job_links_its_rows() {
        var team = newTeam();
        backend.counts = false;
        var id = launchedOn(team, List.copyOf(TestDatasets.NUMBERS), HoldOut.NONE, HeldOutUse.NONE);
        backend.failNext(new ApiFailure.InvalidArgument(
                400,
                "2 examples are longer",
                List.of(
                        new Violation(
                                "tuned_model.tuning_task.training_data.examples.examples[2]",
                                "Example 3: 1,260 <b>tokens</b>"),
                        new Violation("tuned_model.tuning_task.training_data.examples.examples[13]", ""))));
        submit(id);
        navigate("models/" + id + "/training", TrainingView.class);
        var source = job(id).examples();
        assertThat(page()).contains("2 rows were refused", "Row 3", "1,260 <b>tokens</b>", "Row 14");
        assertThat(rowLinks())
                .containsExactly(
                        "datasets/" + source.dataset() + "?v=1&row=3", "datasets/" + source.dataset() + "?v=1&row=14");
    }
}
