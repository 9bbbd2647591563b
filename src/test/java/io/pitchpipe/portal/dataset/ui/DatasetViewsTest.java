package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.VersionState;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetViewsTest extends DatasetViewTest {

    @Test
    void an_empty_team_can_take_the_sample_and_look_at_it() {
        navigate("datasets", DatasetsView.class);
        assertThat($(H2.class).single().getText()).isEqualTo("No datasets yet");

        click("Take the sample");

        await(() -> $(Grid.class).exists());
        assertThat($(H1.class).single().getText()).isEqualTo("Number generator");
        assertThat(test($(Grid.class).single()).size()).isEqualTo(15);
    }

    @Test
    void pasted_rows_become_a_dataset_and_the_way_leads_back_to_teaching() {
        go("datasets/new", "then=teach");
        test($(TextArea.class).single())
                .setValue("ticket\tteam\nWhere is my parcel?\tshipping\nI paid twice\tbilling\n");
        click("Use these rows");
        await(() -> $(NativeTableCell.class).exists());

        assertThat($(NativeTableCell.class).all()).hasSize(4);
        assertThat($(Select.class).all().stream().anyMatch(select -> "tab".equals(label(select))))
                .isTrue();
        assertThat($(TextField.class).single().getValue()).isEqualTo("Pasted rows");
        test($(TextField.class).single()).setValue("Tickets");
        click("Continue");
        await(() -> datasets.list(team, "Tickets", 0, 1).stream()
                .anyMatch(dataset -> dataset.latest().state() == VersionState.VALID));

        var made = datasets.list(team, "Tickets", 0, 1).getFirst();
        assertThat(datasets.sample(team, made.latest().id(), 2))
                .containsExactly(
                        new Example("Where is my parcel?", "shipping"), new Example("I paid twice", "billing"));
        await(() -> address().equals("teach?dataset=" + made.id()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_template_puts_columns_together_and_a_column_says_what_is_held_out() {
        go("datasets/new", "");
        test($(TextArea.class).single())
                .setValue(
                        "subject\tbody\tteam\tuse\nLate\tWhere is it?\tshipping\ttrain\nPay\tI paid twice\tbilling\ttest\n");
        click("Use these rows");
        await(() -> $(NativeTableCell.class).exists());
        assertThat($(NativeTableCell.class).all())
                .extracting(NativeTableCell::getText)
                .contains("train", "held out");

        test($(Checkbox.class)
                        .withPropertyValue(Checkbox::getLabel, "Combine columns with a template")
                        .single())
                .click();
        var template = $(TextArea.class).withTestId("dataset-template").single();
        test(template).setValue("{subjct}: {body}");
        assertThat(template.isInvalid()).isTrue();
        assertThat(template.getErrorMessage())
                .isEqualTo("This file has no column called subjct. Its columns are: subject, body, team, use.");
        click("Continue");
        assertThat(datasets.count(team, "")).isZero();

        test(template).setValue("{subject}: {body}");
        assertThat(template.isInvalid()).isFalse();
        assertThat(says("Late: Where is it?")).isTrue();
        click("Continue");
        await(() -> datasets.list(team, "", 0, 1).stream()
                .anyMatch(dataset -> dataset.latest().state().readable()));
        var made = datasets.list(team, "", 0, 1).getFirst().latest();
        assertThat(datasets.sample(team, made.id(), 1)).containsExactly(new Example("Late: Where is it?", "shipping"));
        assertThat(made.divided()).isTrue();
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_column_that_nobody_chose_is_named_while_it_can_still_be_put_to_use() {
        go("datasets/new", "");
        test($(TextArea.class).single())
                .setValue("product\tmessage\tsentiment\tsplit\nLamp\tIt flickers\tnegative\ttrain\n");
        click("Use these rows");
        await(() -> says("This column is not used and not kept: product."));

        test($(Checkbox.class)
                        .withPropertyValue(Checkbox::getLabel, "Combine columns with a template")
                        .single())
                .click();
        var template = $(TextArea.class).withTestId("dataset-template").single();
        test(template).setValue("{product}: {message}");
        assertThat(says("not used and not kept")).isFalse();
    }

    private static String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    @SuppressWarnings("unchecked")
    private static String label(Select<?> select) {
        var value = select.getValue();
        return value == null
                ? ""
                : ((Select<Object>) select).getItemLabelGenerator().apply(value);
    }

    @Test
    void a_broken_dataset_is_mended_by_fix_all_and_can_be_undone() {
        var dataset = bring("Messy", csv(30) + ",empty\nquestion 1,answer 1\n  padded,x\n");
        navigate("datasets/" + dataset.id() + "/check", DatasetCheckView.class);
        assertThat(says("Fix these problems first")).isTrue();
        assertThat(headlines()).contains("1 row has no input", "1 duplicate row");
        assertThat(link("Tune a model")).isEmpty();

        click("Drop these rows…");
        await(() -> says("1 row would be dropped"));
        click("Cancel");
        click("Fix all…");
        await(() -> says("2 rows would be dropped, 1 row would change"));
        assertThat(says("empty rows dropped: 1 row")).isTrue();
        assertThat(says("duplicates dropped: 1 row")).isTrue();
        assertThat(says("spaces trimmed: 1 row")).isTrue();
        assertThat(datasets.find(team, dataset.id()).orElseThrow().latest().number())
                .as("nothing is done before it is agreed to")
                .isOne();
        click("Apply (creates version 2)");
        await(() -> says("All is well"));
        await(() -> says("Trimmed spaces in 1 row · "));

        assertThat(datasets.find(team, dataset.id()).orElseThrow().latest().rows())
                .isEqualTo(31);
        click("Undo");
        await(() -> says("Fix these problems first"));
    }

    @Test
    void a_finding_can_be_kept_and_looked_at_again() {
        var dataset = bring("Two answers", csv(30) + "question 1,another\n");
        navigate("datasets/" + dataset.id() + "/check", DatasetCheckView.class);
        toggle("1 conflicting output");

        click("Ignore");
        assertThat(says("Ignored")).isTrue();
        assertThat(says("All is well")).isTrue();
        click("Stop ignoring");
        assertThat(says("Ignored")).isFalse();
    }

    @Test
    void what_could_be_names_is_called_a_hint_and_is_masked_once_the_preview_is_agreed_to() {
        var dataset = bring("Letters", csv(30) + "\"Dear Ada, where is it?\",here\n\"Hi Bob, and now?\",there\n");
        navigate("datasets/" + dataset.id() + "/check", DatasetCheckView.class);
        assertThat(headlines()).containsExactly("2 rows have what could be people’s names");
        toggle("2 rows have what could be");
        assertThat(says("Good to know")).isTrue();
        assertThat(says("This is only a hint")).isTrue();
        assertThat(says("All is well")).isTrue();
        assertThat($(Button.class).all()).extracting(Button::getText).doesNotContain("Fix all…");

        click("Put [name] in their place…");
        await(() -> says("2 rows would change"));
        click("Apply (creates version 2)");
        await(() -> latest(dataset).number() == 2 && latest(dataset).state() == VersionState.VALID);
        assertThat(rows.page(team, latest(dataset).id(), 30, 2))
                .extracting(row -> row.example().input())
                .containsExactly("Dear [name], where is it?", "Hi [name], and now?");
    }

    @Test
    void languages_that_stand_out_are_named_and_their_rows_shown_before_they_go() {
        var english = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> "where is the order that I sent " + i + ",it is on the way to you " + i + "\n")
                .collect(Collectors.joining());
        var dataset = bring(
                "Languages",
                "question,answer\n" + english
                        + "Wo bleibt meine Bestellung von gestern?,Sie ist auf dem Weg zu Ihnen.\n"
                        + "when will the order be there?,Elle est en route et sera là demain.\n");
        navigate("datasets/" + dataset.id() + "/check", DatasetCheckView.class);

        assertThat(headlines())
                .contains(
                        "1 row is in another language than most", "1 answer is in another language than its question");
        toggle("1 row is in another language than most");
        assertThat(findings()).contains("the input is German, where most are English");
        click("Drop these rows…");
        await(() -> $(Button.class).withText("Apply (creates version 2)").exists());
        toggle("1 answer is in another language than its question");
        assertThat(findings()).contains("the answer is French, the question English");
        click("Drop these rows…");
        await(() -> $(Button.class).withText("Apply (creates version 2)").exists());
    }

    @Test
    void a_dataset_without_a_main_language_is_told_its_shares() {
        var both = IntStream.rangeClosed(1, 30)
                .mapToObj(i ->
                        "where is the order that I sent " + i + ",fine\nWo bleibt meine Bestellung " + i + "?,gut\n")
                .collect(Collectors.joining());
        var dataset = bring("Two languages", "question,answer\n" + both);
        navigate("datasets/" + dataset.id() + "/check", DatasetCheckView.class);

        toggle("There is no main language");
        assertThat(findings()).contains("inputs: German 50 %, English 50 %");
    }

    /** All words of what was found, titles and links included. */
    private String findings() {
        return $(FindingCard.class).all().stream()
                .map(card -> shownText(card.getElement()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_row_is_changed_at_the_side_and_the_change_undone() {
        var dataset = bring("Support", csv(500));
        navigate("datasets/" + dataset.id(), DatasetRowsView.class);
        Grid<Row> grid = $(Grid.class).single();
        assertThat(test(grid).size()).isEqualTo(500);
        test(grid).clickRow(6);
        var input = $(TextArea.class).all().getFirst();
        assertThat(input.getValue()).isEqualTo("question 7");

        test(input).setValue("question seven");
        click("Save");
        await(() -> says("Version 2"));
        assertThat(rows.page(team, latest(dataset).id(), 6, 1)
                        .getFirst()
                        .example()
                        .input())
                .isEqualTo("question seven");
        await(() -> $(Button.class).withText("Undo").exists());
        click("Undo");
        await(() -> says("Version 3"));
        assertThat(rows.page(team, latest(dataset).id(), 6, 1)
                        .getFirst()
                        .example()
                        .input())
                .isEqualTo("question 7");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_late_edit_ends_in_a_message_and_what_was_typed_stays() {
        var dataset = bring("Support", csv(30));
        navigate("datasets/" + dataset.id(), DatasetRowsView.class);
        test((Grid<Row>) $(Grid.class).single()).clickRow(0);
        rows.replace(team, dataset.latest().id(), 2, new Example("someone", "else"));

        var input = $(TextArea.class).all().getFirst();
        test(input).setValue("my words");
        click("Save");

        await(() -> says(newTeam.owner().name() + " made version 2 in the meantime"));
        assertThat(input.getValue()).isEqualTo("my words");
        var copy = $(Button.class).withText("Copy input").single().getElement();
        assertThat(copy.getAttribute("data-copy")).isEqualTo("my words");
        test(input).setValue("my better words");
        assertThat(copy.getAttribute("data-copy")).as("what is there now").isEqualTo("my better words");
        assertThat(latest(dataset).number()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("unchecked")
    void rows_with_a_finding_or_a_text_are_shown_and_counted() {
        var dataset = bring("Gaps", csv(300) + "lacks one,\nlacks two,\n");
        go("datasets/" + dataset.id(), "finding=EMPTY_OUTPUT");
        await(() -> says("2 rows found"));
        Grid<Row> grid = $(Grid.class).single();
        assertThat(test(grid).size()).isEqualTo(2);
        assertThat(test(grid).getRow(1).number()).isEqualTo(302);

        go("datasets/" + dataset.id(), "q=question 29");
        await(() -> says("11 rows found"));
        assertThat(test((Grid<Row>) $(Grid.class).single()).getRow(1).number()).isEqualTo(290);
        assertThat(link("Rows left out")).isEmpty();
    }

    @Test
    void an_older_version_is_looked_at_and_brought_back() {
        var dataset = bring("Support", csv(30));
        rows.delete(team, dataset.latest().id(), java.util.Set.of(1L));
        navigate("datasets/" + dataset.id() + "/versions", DatasetVersionsView.class);
        assertThat(says("Row 1 deleted")).isTrue();
        assertThat(says("From the file x.csv")).isTrue();

        versionMenu(1);
        click("Restore");
        await(() -> says("Version 3"));
        assertThat(latest(dataset).rows()).isEqualTo(30);

        go("datasets/" + dataset.id(), "v=2");
        assertThat(says("You are looking at version 2")).isTrue();
        assertThat(test($(Grid.class).single()).size()).isEqualTo(29);
    }

    @Test
    void a_new_file_is_brought_into_a_dataset_and_the_versions_say_what_changed() {
        var dataset = bring("Support", csv(30));
        go("datasets/new", "into=" + dataset.id());
        assertThat($(H1.class).single().getText()).isEqualTo("A new version of “Support”");
        assertThat($(Button.class).withText("Take the sample").exists()).isFalse();
        test($(TextArea.class).single()).setValue("question\tanswer\nquestion 1\tanother answer\n");
        click("Use these rows");
        await(() -> $(Button.class).withText("Make it version 2").exists());
        click("Make it version 2");
        await(() -> says("From the file Pasted rows.tsv"));

        versionMenu(2);
        click("What changed");
        await(() -> says("0 rows added, 1 row changed, 29 rows removed."));
        assertThat(says("question 1 → another answer")).isTrue();
        assertThat(latest(dataset).rows()).isOne();
    }

    /** Opens the menu of a version. */
    private void versionMenu(int number) {
        test($(Button.class)
                        .withCondition(button -> button.getAriaLabel()
                                .filter(("Actions for version " + number)::equals)
                                .isPresent())
                        .single())
                .click();
    }

    private void more(String words) {
        test($(NativeButton.class).withText(words).single()).click();
    }

    @Test
    @SuppressWarnings("unchecked")
    void what_was_typed_into_a_row_is_not_lost_when_its_panel_closes() {
        var dataset = bring("Typed", csv(30));
        navigate("datasets/" + dataset.id(), DatasetRowsView.class);
        var grid = (Grid<Row>) $(Grid.class).single();
        test(grid).clickRow(2);
        var input = $(TextArea.class).all().getFirst();
        test(input).setValue("my words");
        test(grid).clickRow(4);
        assertThat(input.getValue()).isEqualTo("question 5");

        click("Undo");
        assertThat(input.getValue()).isEqualTo("my words");
        click("Save");
        await(() -> latest(dataset).number() == 2);
        assertThat(rows.page(team, latest(dataset).id(), 2, 1)
                        .getFirst()
                        .example()
                        .input())
                .isEqualTo("my words");
    }

    @Test
    void one_finding_is_open_at_a_time_and_is_in_the_address() {
        var dataset = bring("Two kinds", csv(30) + "question 1,another\nquestion 2,answer 2\n");
        go("datasets/" + dataset.id() + "/check", "then=teach&finding=DUPLICATE");
        assertThat(says("Row 32: same as row 2")).isTrue();

        toggle("1 conflicting output");
        assertThat(says("Row 32: same as row 2")).isFalse();
        assertThat(says("The same input with different outputs")).isTrue();
        toggle("1 conflicting output");
        assertThat(says("The same input with different outputs")).isFalse();
        assertThat($(FindingCard.class).all()).hasSize(2);
    }

    @Test
    void a_conflict_shows_the_input_once_and_each_output_with_its_rows() {
        var dataset = bring(
                "Labels",
                csv(30)
                        + "where is it,Billing\nwhere is it,billing.\nwho pays,Sales\nwho pays,Support\nwho pays,Support\n");
        go("datasets/" + dataset.id() + "/check", "finding=CONFLICT");

        await(() -> says("who pays"));
        assertThat(findings()).containsOnlyOnce("who pays").contains("Sales", "Support", "2 rows");
        assertThat(link("Row 35").map(Anchor::getHref)).contains("datasets/" + dataset.id() + "?row=35");
        assertThat(findings())
                .as("differ in spelling only, but no other finding has them")
                .contains("where is it", "Billing", "billing.");
        assertThat(says("only in spelling or spaces")).isFalse();
        assertThat($(NativeButton.class).withText("Show more").exists())
                .as("all of them are short")
                .isFalse();
    }

    @Test
    void a_conflict_of_spelling_is_not_listed_again_but_leads_to_where_it_is_fixed() {
        var labels = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "text number " + i + "," + (i % 2 == 0 ? "billing" : "sales") + "\n")
                .collect(Collectors.joining());
        var dataset = bring("Labels", "question,answer\n" + labels + "text number 2,Billing\ntext number 4, billing\n");
        go("datasets/" + dataset.id() + "/check", "finding=CONFLICT");

        await(() -> says("2 inputs have outputs that differ only in spelling or spaces. Fix that first:"));
        assertThat(findings()).doesNotContain("text number 4");
        assertThat(link("Leading or trailing spaces").map(Anchor::getHref))
                .contains("datasets/" + dataset.id() + "/check?finding=OUTER_SPACE");
        go("datasets/" + dataset.id() + "/check", "finding=ANSWER_VARIANT");
        assertThat(says("Row 31: mostly written “billing”")).isTrue();

        toggle("2 near-duplicate rows");
        assertThat(says("Some of these rows differ only in spelling or spaces")).isTrue();
    }

    @Test
    void after_an_import_it_is_said_what_the_check_found_before_anybody_goes_on() {
        var dataset = bring("Twice", csv(30) + "question 1,answer 1\n");
        navigate("datasets/" + dataset.id(), DatasetRowsView.class);
        assertThat(says("31 rows imported; 1 finding to look at. The first: 1 duplicate row."))
                .isTrue();
        assertThat(link("Show findings").map(Anchor::getHref)).contains("datasets/" + dataset.id() + "/check");

        var clean = bring("Clean", csv(30));
        navigate("datasets/" + clean.id(), DatasetRowsView.class);
        assertThat(link("Show findings")).isEmpty();
    }

    @Test
    void whoever_tunes_next_sees_first_what_is_worth_a_look() {
        go("datasets/new", "then=teach&upload=" + receive(csv(30) + "question 1,answer 1\n"));
        click("Continue");
        await(() -> address().endsWith("/check?then=teach"));
        assertThat(headlines()).containsExactly("1 duplicate row");
        assertThat(link("Continue to tuning")).isPresent();
    }

    @Test
    void problems_in_the_way_are_what_comes_next() {
        var dataset = bring("Broken", csv(30) + ",empty\n");
        navigate("datasets/" + dataset.id(), DatasetRowsView.class);
        assertThat(link("Fix problems").map(Anchor::getHref)).contains("datasets/" + dataset.id() + "/check");
        assertThat(link("Tune a model")).isEmpty();
        navigate("datasets/" + dataset.id() + "/check", DatasetCheckView.class);
        assertThat(link("Fix problems")).as("that is here").isEmpty();
    }

    @Test
    void versions_say_what_made_them_and_have_one_button_each() {
        var dataset = bring("Mail", csv(30) + "write to ada@example.org,done\nquestion 1,answer 1\n");
        rows.fix(team, latest(dataset).id(), Set.of(Fix.MASK_EMAILS));
        rows.fix(team, latest(dataset).id(), Set.of(Fix.DROP_DUPLICATES));
        navigate("datasets/" + dataset.id() + "/versions", DatasetVersionsView.class);

        assertThat(says("Masked e-mail addresses in 1 row")).isTrue();
        assertThat(says("Dropped duplicates: 1 row")).isTrue();
        assertThat($(VersionTable.class).single().getElement().getTextRecursively())
                .contains("Version 3", "Version 2", "Version 1");
        assertThat($(VersionMenu.class).all()).hasSize(3);
        rows.fix(team, latest(dataset).id(), Set.of(Fix.TRIM));
        navigate("datasets/" + dataset.id() + "/versions", DatasetVersionsView.class);
        assertThat(says("Dropped duplicates: 1 row")).isFalse();
        more("2 earlier versions within a minute");
        assertThat(says("Dropped duplicates: 1 row")).isTrue();
        assertThat(link("JSON lines")).as("made when it is asked for").isEmpty();
        versionMenu(2);
        assertThat(link("JSON lines")).isPresent();
    }

    @Test
    void the_longest_text_is_not_dropped_without_a_warning_that_one_click_settles() {
        go("datasets/new", "");
        test($(TextArea.class).single())
                .setValue("question\tstory\tanswer\nWho?\tOnce upon a time there was a king\tA king\n");
        click("Use these rows");
        await(() -> says("“story” has the longest text and is not used."));

        var combine = $(Checkbox.class)
                .withPropertyValue(Checkbox::getLabel, "Combine columns with a template")
                .single();
        test(combine).click();
        click("Add it to the input");
        assertThat($(TextArea.class).withTestId("dataset-template").single().getValue())
                .isEqualTo("question: {question}\nstory: {story}");
        assertThat(says("has the longest text")).isFalse();
        test(combine).click();

        click("Add it to the input");
        assertThat(says("has the longest text")).isFalse();
        assertThat(says("Once upon a time")).isTrue();
        assertThat(says("not used and not kept")).isFalse();
    }

    @Test
    void a_template_begins_with_the_columns_chosen_last() {
        go("datasets/new", "");
        test($(TextArea.class).single())
                .setValue("question\tstory\tanswer\nWho?\tOnce upon a time there was a king\tA king\n");
        click("Use these rows");
        await(() -> says("“story” has the longest text and is not used."));
        click("Add it to the input");
        test($(Checkbox.class)
                        .withPropertyValue(Checkbox::getLabel, "Combine columns with a template")
                        .single())
                .click();
        assertThat($(TextArea.class).withTestId("dataset-template").single().getValue())
                .isEqualTo("question: {question}\nstory: {story}");
    }

    @Test
    void a_file_of_tickets_keeps_the_message_beside_its_subject_and_asks_to_check_the_guess() {
        var peek = datasets.peek(
                team,
                receive("Ticket ID,Subject,Customer message,Team,Channel,Agent\n"
                        + "17,Parcel,I have been waiting for my parcel for two weeks,Shipping,mail,Bo\n"),
                null);
        assertThat(peek.guess().orElseThrow().inputs()).containsExactly("1", "2");
        assertThat(peek.guess().orElseThrow().output()).isEqualTo("3");
        assertThat(peek.guessedByName()).isFalse();
        assertThat(peek.longestLeftOut(peek.guess().orElseThrow())).isEmpty();
    }

    @Test
    void a_name_that_is_too_long_is_refused_at_its_field_and_not_cut() {
        go("datasets/new", "upload=" + receive(csv(30)));
        var name = $(TextField.class).single();
        test(name).setValue("x".repeat(81));
        assertThat(name.isInvalid()).isTrue();
        assertThat(name.getErrorMessage()).isEqualTo("A name has at most 80 characters; this one has 81.");
        click("Continue");
        assertThat(datasets.count(team, "")).isZero();
        assertThat(name.getValue()).hasSize(81);
    }

    @Test
    void a_dataset_nothing_was_made_of_says_so() {
        var dataset = bring("Support", csv(30));
        navigate("datasets/" + dataset.id() + "/used-by", DatasetUsedByView.class);
        assertThat($(H2.class).all()).extracting(H2::getText).contains("Nothing was made of it yet");
    }

    @Test
    void names_and_cells_are_text_and_never_markup() {
        var script = "<img src=x onerror=alert(1)>";
        var dataset = bring(script, "question,answer\n" + script + ",y\n");
        navigate("datasets/" + dataset.id(), DatasetRowsView.class);
        assertThat($(H1.class).single().getText()).isEqualTo(script);
        assertThat($(H1.class).single().getElement().getChildCount()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_viewer_sees_the_dataset_but_is_told_that_rows_are_for_editors() {
        var dataset = bring("Support", csv(30));
        signIn(newMember(team, Role.VIEWER).id());
        navigate("datasets", DatasetsView.class);
        assertThat(link("Support")).isPresent();
        navigate("datasets/" + dataset.id(), DatasetRowsView.class);
        assertThat(says("seen by the editors")).isTrue();
        assertThat($(Grid.class).exists()).isFalse();
    }

    @Test
    void every_code_has_its_words() throws IOException {
        var words = new Properties();
        try (var in = new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("/vaadin-i18n/translations.properties")),
                StandardCharsets.UTF_8)) {
            words.load(in);
        }
        var keys = new ArrayList<String>();
        for (var code : FindingCode.values()) {
            List.of(".one", ".many", ".why").forEach(end -> keys.add("dataset.finding." + code + end));
        }
        for (var fix : Fix.values()) {
            List.of(".name", ".action", ".done").forEach(end -> keys.add("dataset.fix." + fix + end));
        }
        for (var reason : RefusedFileException.Reason.values()) {
            keys.add("dataset.refused." + reason);
        }
        for (var problem : Peek.ProblemCode.values()) {
            keys.add("dataset.peek." + problem);
        }
        for (var state : VersionState.values()) {
            keys.add("dataset.state." + state);
        }
        assertThat(words.stringPropertyNames()).containsAll(keys);
    }

    @Test
    void a_file_name_suggests_a_name() {
        assertThat(NewDatasetView.suggestedName("support_tickets-2026.csv.gz")).isEqualTo("Support tickets 2026");
        assertThat(NewDatasetView.suggestedName(".csv")).isEmpty();
        assertThat(DownloadLinks.fileName("../Ünï \"x\"\r\n")).isEqualTo("n-x");
    }
}
