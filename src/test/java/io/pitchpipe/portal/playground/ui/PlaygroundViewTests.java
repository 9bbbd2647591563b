package io.pitchpipe.portal.playground.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.design.DecimalField;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.PlaygroundDrafts;
import io.pitchpipe.portal.playground.PromptService;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SuppressWarnings("NullAway.Init")
class PlaygroundViewTests extends TuningTest {

    @Autowired
    private PromptService prompts;

    @Autowired
    private PlaygroundDrafts drafts;

    private NewTeam team;
    private String model;

    @BeforeEach
    void a_base_and_a_ready_model() {
        backend.models = List.of(new Model(
                "models/demo", null, "1", "Demo", "", 512, 512, List.of("createTunedModel"), null, null, null, null));
        team = newTeam();
        var job = launched(team);
        submit(job);
        backend.only().compute(1, 19);
        backend.only().finish();
        poll(job);
        model = job.value().toString();
        answers.script = (asked, prompt) -> List.of(asked.startsWith("tuned") ? "forty-" : "no ", "two");
    }

    private void open() {
        com.vaadin
                .flow
                .component
                .UI
                .getCurrent()
                .navigate("playground", QueryParameters.simple(Map.of("model", model)));
        await(() -> $(AnswerColumn.class).all().size() == 2);
    }

    private void ask(String prompt) {
        $(TextArea.class).single().setValue(prompt);
        test($(Button.class).withText("Send").single()).click();
    }

    private Element answer(int column) {
        return $(AnswerColumn.class)
                .all()
                .get(column)
                .getChildren()
                .filter(child -> child.getClassNames().contains("playground-answer"))
                .findFirst()
                .orElseThrow()
                .getElement();
    }

    private String state(int column) {
        return $(AnswerColumn.class).all().get(column).getElement().getAttribute("data-state");
    }

    private String column(int column) {
        return $(AnswerColumn.class).all().get(column).getElement().getTextRecursively();
    }

    @Test
    void base_and_tuned_answer_side_by_side_and_the_prompt_is_remembered() {
        open();
        assertThat(answer(0).getTextRecursively()).isEqualTo("The answer appears here.");
        ask("forty-one");
        await(() -> column(0).contains("tokens in") && column(1).contains("tokens in"));
        assertThat(answer(0).getTextRecursively()).isEqualTo("no two");
        assertThat(answer(1).getTextRecursively()).isEqualTo("forty-two");
        await(() ->
                $(HistoryPanel.class).single().getElement().getTextRecursively().contains("forty-one"));
    }

    @Test
    void a_model_taught_from_columns_has_a_field_for_each_and_is_asked_as_it_was_taught() {
        jdbc.sql("update tuning_job set preamble = 'Route it.', template = ? where id = cast(? as uuid)")
                .params("{subject}: {body}", model)
                .update();
        var asked = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        answers.script = (whom, prompt) -> {
            asked.add(prompt);
            return List.of("shipping");
        };
        open();
        await(() -> $(TextArea.class).all().size() == 2);
        assertThat($(TextArea.class).all()).extracting(TextArea::getLabel).containsExactly("subject", "body");

        test($(Button.class).withText("Send").single()).click();
        assertThat(asked).isEmpty();
        test($(TextArea.class).all().getFirst()).setValue("Late");
        test($(TextArea.class).all().getLast()).setValue("Where is it?");
        test($(Button.class).withText("Send").single()).click();
        await(() -> column(0).contains("tokens in") && column(1).contains("tokens in"));
        assertThat(asked).containsOnly("Route it.\n\nLate: Where is it?");

        assertThat($(TextArea.class).all().getLast().getHelperText()).startsWith("Enter or Ctrl+Enter sends");
        await(() -> state(0).equals("whole") && state(1).equals("whole"));
        asked.clear();
        enter($(TextArea.class).all().getLast(), "It is broken");
        await(() -> asked.size() == 2);
        assertThat(asked).containsOnly("Route it.\n\nLate: It is broken");

        await(() -> state(0).equals("whole") && state(1).equals("whole"));
        test($(Button.class).withText("Type the whole input instead").single()).click();
        assertThat($(TextArea.class).single().getValue()).isEqualTo("Late: It is broken");
    }

    /** Presses Enter in a field that holds this in the browser, of which the server does not know yet. */
    private static void enter(TextArea field, String typed) {
        var data = JacksonUtils.createObjectNode();
        data.put("event.target.value", typed);
        data.put("event.key === 'Enter' && !event.shiftKey && !event.isComposing", true);
        field.getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(field.getElement(), "keydown", data));
    }

    @Test
    void what_a_model_says_stays_text_however_it_is_split() {
        answers.script = (asked, prompt) -> List.of("<img src=x on", "error=alert(1)><b>bold</b>");
        open();
        ask("be evil");
        await(() -> column(1).contains("tokens in"));
        assertThat(answer(1).getChildren()).allMatch(Element::isTextNode);
        assertThat(answer(1).getTextRecursively()).isEqualTo("<img src=x onerror=alert(1)><b>bold</b>");
    }

    @Test
    void stop_ends_an_answer_and_keeps_what_was_said() {
        answers.endless = true;
        open();
        ask("never end");
        await(() -> answer(1).getTextRecursively().equals("forty-two"));
        test($(Button.class).withText("Stop all").single()).click();
        await(() -> column(0).contains("Stopped") && column(1).contains("Stopped"));
        assertThat(answer(1).getTextRecursively()).isEqualTo("forty-two");
    }

    @Test
    void a_column_that_fails_says_why_and_the_other_answers() {
        answers.script = (asked, prompt) -> {
            if (asked.startsWith("tuned")) {
                throw new ApiFailure.Unavailable("connection refused", null);
            }
            return List.of("here I am");
        };
        open();
        ask("anyone?");
        await(() -> column(0).contains("tokens in"));
        await(() -> $(Div.class).all().stream()
                .anyMatch(div -> "alert".equals(div.getElement().getAttribute("role"))
                        && !div.getText().contains("connection refused")
                        && !div.getText().isBlank()));
        assertThat(answer(0).getTextRecursively()).isEqualTo("here I am");
    }

    @Test
    void an_empty_answer_is_told_from_none() {
        answers.script = (asked, prompt) -> List.of();
        open();
        ask("say nothing");
        await(() -> column(1).contains("answered with nothing"));
    }

    @Test
    void a_slow_column_keeps_no_other_from_answering_and_goes_on_with_the_latest_prompt() {
        answers.endlessFor = whom -> whom.startsWith("models/");
        open();
        ask("forty-one");
        await(() -> state(1).equals("whole") && state(0).equals("answering"));

        answers.script = (asked, prompt) -> List.of("to " + prompt);
        ask("second");
        ask("third");
        await(() -> answer(1).getTextRecursively().equals("to third"));
        assertThat(column(0)).contains("Prompt: forty-one", "Answers the new prompt next");
        assertThat(answer(0).getTextRecursively()).isEqualTo("no two");

        answers.endlessFor = whom -> false;
        test($(Button.class).withText("Stop").all().getFirst()).click();
        await(() -> state(0).equals("whole"));
        assertThat(answer(0).getTextRecursively()).isEqualTo("to third");
        assertThat(column(0)).contains("Prompt: third").doesNotContain("Answers the new prompt next");
    }

    @Test
    void the_same_prompt_sent_twice_is_asked_once_while_it_is_being_answered() {
        answers.endlessFor = whom -> true;
        open();
        ask("forty-one");
        await(() -> state(0).equals("answering") && state(1).equals("answering"));
        ask("forty-one");
        assertThat(column(0)).doesNotContain("Answers the new prompt next");
        assertThat(prompts.history(team.id(), "", 0, 10)).hasSize(1);
    }

    @Test
    void a_column_that_failed_is_tried_again_by_itself_and_the_history_has_the_answer() {
        answers.script = (asked, prompt) -> {
            if (asked.startsWith("tuned")) {
                throw new ApiFailure.Unavailable("connection refused", null);
            }
            return List.of("here I am");
        };
        open();
        ask("anyone?");
        await(() -> state(0).equals("whole") && state(1).equals("failed"));
        answers.script = (asked, prompt) -> List.of("now I am");
        test($(Button.class).withText("Retry").single()).click();
        await(() -> state(1).equals("whole"));
        assertThat(answer(0).getTextRecursively()).isEqualTo("here I am");
        assertThat(prompts.history(team.id(), "", 0, 10))
                .singleElement()
                .satisfies(asked -> assertThat(asked.answers())
                        .extracting(AskedPrompt.Answered::answer)
                        .containsExactly("here I am", "now I am"));
    }

    @Test
    void an_answer_cut_at_the_maximum_length_says_at_how_many_tokens() {
        answers.finishReason = "MAX_TOKENS";
        open();
        ask("go on");
        await(() -> state(1).equals("cut"));
        assertThat(column(1)).contains("Cut at 2 tokens");
        assertThat($(AnswerNews.class).single().getElement().getTextRecursively())
                .contains("the answer is cut at the maximum length");
    }

    @Test
    void a_model_that_is_no_longer_shared_says_so_and_is_not_tried_again() {
        open();
        backend.projects.put(team.id(), "somebody else");
        answers.script = (asked, prompt) -> {
            if (asked.startsWith("tuned")) {
                throw new ApiFailure.NotFound("gone");
            }
            return List.of("here I am");
        };
        ask("anyone?");
        await(() -> state(0).equals("whole") && state(1).equals("failed"));
        await(() -> answer(1).getTextRecursively().contains("was deleted"));
        assertThat($(Button.class).withText("Retry").exists()).isFalse();
    }

    @Test
    void prompt_models_settings_and_answers_are_there_again_after_the_page_was_left() {
        open();
        ask("forty-one");
        await(() -> state(0).equals("whole") && state(1).equals("whole"));
        test($(Button.class).withText("Add a column").single()).click();
        test($(TextArea.class).single()).setValue("half a pro");
        $(DecimalField.class).withCaption("Temperature").single().setValue(0.7);
        test($(Button.class).withText("Hide settings").single()).click();

        com.vaadin.flow.component.UI.getCurrent().navigate("models");
        com.vaadin.flow.component.UI.getCurrent().navigate("playground");
        await(() -> $(AnswerColumn.class).all().size() == 3);
        assertThat($(TextArea.class).single().getValue()).isEqualTo("half a pro");
        assertThat(answer(0).getTextRecursively()).isEqualTo("no two");
        assertThat(answer(1).getTextRecursively()).isEqualTo("forty-two");
        assertThat(column(1)).contains("Prompt: forty-one", "Done", "2 tokens in");
        assertThat(answer(2).getTextRecursively()).isEqualTo("The answer appears here.");
        assertThat($(Button.class).withText("Show settings").exists()).isTrue();
        assertThat(drafts.find(team.id()).orElseThrow().settings().temperature())
                .isEqualTo(0.7);
    }

    @Test
    void an_answer_that_was_coming_when_the_page_was_left_is_there_as_far_as_it_came() {
        answers.endlessFor = whom -> whom.startsWith("models/");
        open();
        ask("forty-one");
        await(() -> state(1).equals("whole") && answer(0).getTextRecursively().equals("no two"));
        com.vaadin.flow.component.UI.getCurrent().navigate("models");
        com.vaadin.flow.component.UI.getCurrent().navigate("playground");
        await(() -> $(AnswerColumn.class).all().size() == 2);
        await(() -> state(0).equals("stopped"));
        assertThat(answer(0).getTextRecursively()).isEqualTo("no two");
    }

    @Test
    void clearing_the_history_asks_first_and_then_deletes_the_draft_as_well() {
        open();
        ask("forty-one");
        await(() -> state(0).equals("whole") && state(1).equals("whole"));
        test($(Button.class).withText("Clear history").single()).click();
        assertThat(prompts.history(team.id(), "", 0, 10)).hasSize(1);
        test($(ConfirmDialog.class).single()).confirm();
        assertThat(prompts.history(team.id(), "", 0, 10)).isEmpty();
        assertThat(drafts.find(team.id())).isEmpty();
        assertThat(answer(0).getTextRecursively()).isEqualTo("The answer appears here.");
    }

    @Test
    void one_to_four_columns_and_no_more() {
        open();
        var addition = $(Button.class).withText("Add a column").single();
        test(addition).click();
        test(addition).click();
        assertThat($(AnswerColumn.class).all()).hasSize(4);
        assertThat(addition.isEnabled()).isFalse();
        for (var left = 3; left >= 1; left--) {
            test($(Button.class).all().stream()
                            .filter(button -> button.getAriaLabel()
                                    .filter(label -> label.startsWith("Remove this column"))
                                    .isPresent())
                            .findFirst()
                            .orElseThrow())
                    .click();
            assertThat($(AnswerColumn.class).all()).hasSize(left);
        }
        assertThat($(Button.class).all())
                .filteredOn(Button::isVisible)
                .noneMatch(button -> button.getAriaLabel()
                        .filter(label -> label.startsWith("Remove this column"))
                        .isPresent());
    }

    @Test
    void the_rare_settings_are_closed_at_first_and_stay_as_they_were_left() {
        open();
        assertThat($(Details.class).single().isOpened()).isFalse();
        $(Details.class).single().setOpened(true);
        com.vaadin.flow.component.UI.getCurrent().navigate("models");
        com.vaadin.flow.component.UI.getCurrent().navigate("playground");
        await(() -> $(Details.class).exists() && $(Details.class).single().isOpened());
    }

    @Test
    void a_team_without_models_is_told_where_they_come_from() {
        backend.models = List.of();
        signIn(newTeam());
        com.vaadin.flow.component.UI.getCurrent().navigate("playground");
        await(() -> $(H2.class).withText("There is no model to ask yet").exists());
        assertThat($(TextArea.class).exists()).isFalse();
    }
}
