package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.tuning.Preamble;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A field for each column that a model's inputs were put together from, in the place of the one field for the whole input; the whole can
 * be typed as well, for that is what an earlier prompt comes back as.
 */
final class ColumnFields extends Div {

    private static final long serialVersionUID = 1L;

    private final TextArea whole;
    private final Div fields = new Div();
    private final Button other = new Button();
    private final Map<String, TextArea> byColumn = new LinkedHashMap<>();
    private transient @Nullable Preamble preamble;
    private final transient Consumer<String> send;
    private final transient Runnable changed;
    private boolean byColumns;

    /**
     * @param whole the field for the whole input; shown while there is nothing to put together
     * @param send called with the whole input when Enter is pressed in one of the fields
     * @param changed called when something else is typed
     */
    ColumnFields(TextArea whole, Consumer<String> send, Runnable changed) {
        this.whole = whole;
        this.send = send;
        this.changed = changed;
        onEnter(whole, send);
        addClassName("playground-columns-of-input");
        fields.addClassName("playground-fields");
        other.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        other.addClickListener(click -> {
            show(!byColumns);
            changed.run();
        });
        add(fields, other);
        setVisible(false);
    }

    /** Offers the fields of a model, with what was typed for columns of the same names; null if none is asked that has any. */
    void offer(@Nullable Preamble shown) {
        var typed = typed();
        preamble = shown;
        fields.removeAll();
        byColumn.clear();
        if (shown != null) {
            shown.columns().forEach(column -> {
                var field = new TextArea(column);
                field.setWidthFull();
                field.setMaxRows(8);
                field.setValue(typed.getOrDefault(column, ""));
                field.setValueChangeMode(ValueChangeMode.LAZY);
                field.addValueChangeListener(change -> changed.run());
                onEnter(field, text -> {
                    field.setValue(text);
                    send.accept("");
                });
                byColumn.put(column, field);
                fields.add(field);
            });
            hint();
        }
        setVisible(!byColumn.isEmpty());
        show(!byColumn.isEmpty());
    }

    private void hint() {
        byColumn.values().stream()
                .reduce((first, last) -> last)
                .ifPresent(last -> last.setHelperText(getTranslation("playground.prompt.help")));
    }

    /** Enter, also with Ctrl or Cmd, sends what the field holds by then, which the server does not know yet. */
    private static void onEnter(TextArea field, Consumer<String> held) {
        field.getElement()
                .addEventListener(
                        "keydown",
                        event -> held.accept(
                                event.getEventData().path("event.target.value").asString("")))
                .setFilter("event.key === 'Enter' && !event.shiftKey && !event.isComposing")
                .addEventData("event.target.value")
                .preventDefault();
    }

    private void show(boolean columns) {
        byColumns = columns;
        fields.setVisible(columns);
        whole.setVisible(!columns);
        other.setText(getTranslation(columns ? "playground.columns.whole" : "playground.columns.single"));
    }

    /** Goes on with the whole input, as when an earlier prompt is put back. */
    void showWhole() {
        show(false);
    }

    /** What to ask: put together, or as typed. */
    String input(String typed) {
        if (!byColumns || preamble == null) {
            return typed;
        }
        return preamble.fill(typed());
    }

    /** What is typed for each column; empty where the whole input is typed. */
    Map<String, String> draft() {
        return byColumns ? typed() : Map.of();
    }

    private Map<String, String> typed() {
        var values = new LinkedHashMap<String, String>();
        byColumn.forEach((column, field) -> values.put(column, field.getValue()));
        return values;
    }

    /** Puts back what {@link #draft} was, where there are fields for it. */
    void restore(Map<String, String> draft) {
        byColumn.forEach((column, field) -> field.setValue(draft.getOrDefault(column, "")));
        show(!byColumn.isEmpty() && !draft.isEmpty());
    }

    void focusFirst() {
        if (byColumns) {
            byColumn.values().stream().findFirst().ifPresent(TextArea::focus);
        } else {
            whole.focus();
        }
    }
}
