package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.tuning.Preamble;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is asked, always in view, with the buttons that send it and stop all answers. */
final class PromptBar extends Div {

    private static final long serialVersionUID = 1L;

    /** After so much of a pause what is typed goes to the server, which keeps it. */
    private static final int PAUSE_MILLIS = 400;

    /** What stands in the field when the button is pressed. */
    private static final String HELD = "element.closest('.playground-ask').querySelector('.playground-prompt').value";

    private final TextArea prompt = new TextArea();
    private final ColumnFields columns;
    private final Button stop = new Button();
    private final transient Consumer<String> ask;

    /**
     * @param ask called with the input, which may be blank
     * @param stopAll called to end all answers
     * @param changed called when something else is typed
     */
    PromptBar(Consumer<String> ask, Runnable stopAll, Runnable changed) {
        this.ask = ask;
        columns = new ColumnFields(prompt, this::send, changed);
        addClassName("playground-ask");
        prompt.setLabel(getTranslation("playground.prompt"));
        prompt.setHelperText(getTranslation("playground.prompt.help"));
        prompt.setValueChangeMode(ValueChangeMode.LAZY);
        prompt.setValueChangeTimeout(PAUSE_MILLIS);
        prompt.setMinRows(2);
        prompt.setMaxRows(8);
        prompt.addClassName("playground-prompt");
        prompt.addValueChangeListener(change -> changed.run());
        var send = new Button(getTranslation("playground.send"));
        // The button may be pressed before the pause is over; this listener is heard first.
        send.getElement()
                .addEventListener("click", click -> held(click.getEventData().path(HELD)))
                .addEventData(HELD);
        send.addClickListener(click -> send());
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        stop.setText(getTranslation("playground.stop-all"));
        stop.setIcon(Icons.of("square"));
        stop.addClickListener(click -> stopAll.run());
        stop.setVisible(false);
        var buttons = new Div(send, stop);
        buttons.addClassName("pp-actions");
        add(columns, prompt, buttons);
    }

    private void held(JsonNode typed) {
        if (typed.isString()) {
            prompt.setValue(typed.asString());
        }
    }

    /** Sends what the server knows of. */
    void send() {
        send(prompt.getValue());
    }

    private void send(String typed) {
        var text = columns.input(typed);
        if (text.isBlank()) {
            focusFirst();
            return;
        }
        prompt.setValue(text);
        ask.accept(text);
    }

    void busy(boolean answering) {
        stop.setVisible(answering);
    }

    /** Offers the fields of a model; null if none is asked that has any. */
    void offer(@Nullable Preamble shown) {
        columns.offer(shown);
    }

    /** Puts a prompt of the past back, whole. */
    void recall(String text) {
        prompt.setValue(text);
        columns.showWhole();
        prompt.focus();
    }

    String text() {
        return prompt.getValue();
    }

    Map<String, String> fields() {
        return columns.draft();
    }

    void restoreText(PlaygroundDraft draft) {
        prompt.setValue(draft.prompt());
    }

    /** Once it is known which fields there are. */
    void restoreFields(PlaygroundDraft draft) {
        columns.restore(draft.fields());
    }

    void focusFirst() {
        columns.focusFirst();
    }
}
