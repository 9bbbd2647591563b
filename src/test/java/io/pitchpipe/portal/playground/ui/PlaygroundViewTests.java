package io.pitchpipe.portal.playground.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
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
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class PlaygroundViewTests extends TuningTest {

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

        assertThat($(TextArea.class).all().getLast().getHelperText()).startsWith("Enter sends");
        await(() -> $(Button.class).withText("Send").single().isEnabled());
        asked.clear();
        enter($(TextArea.class).all().getLast(), "It is broken");
        await(() -> asked.size() == 2);
        assertThat(asked).containsOnly("Route it.\n\nLate: It is broken");

        await(() -> $(Button.class).withText("Send").single().isEnabled());
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
        assertThat($(Button.class).withText("Send").single().isEnabled()).isFalse();
        test($(Button.class).withText("Stop").single()).click();
        await(() -> column(0).contains("Stopped") && column(1).contains("Stopped"));
        assertThat(answer(1).getTextRecursively()).isEqualTo("forty-two");
        await(() -> $(Button.class).withText("Send").single().isEnabled());
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
        await(() -> $(Button.class).withText("Send").single().isEnabled());
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
    void a_team_without_models_is_told_where_they_come_from() {
        backend.models = List.of();
        signIn(newTeam());
        com.vaadin.flow.component.UI.getCurrent().navigate("playground");
        await(() -> $(H2.class).withText("There is no model to ask yet").exists());
        assertThat($(TextArea.class).exists()).isFalse();
    }
}
