package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
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
    private boolean byColumns;

    /**
     * @param whole the field for the whole input; shown while there is nothing to put together
     * @param send told of the whole input when Enter is pressed in one of the fields
     */
    ColumnFields(TextArea whole, Consumer<String> send) {
        this.whole = whole;
        this.send = send;
        onEnter(whole, send);
        addClassName("playground-columns-of-input");
        fields.addClassName("playground-fields");
        other.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        other.addClickListener(click -> show(!byColumns));
        add(fields, other);
        setVisible(false);
    }

    /** Offers the fields of a model; null if none is asked that has any. */
    void offer(@Nullable Preamble shown) {
        preamble = shown;
        fields.removeAll();
        byColumn.clear();
        if (shown != null) {
            shown.columns().forEach(column -> {
                var field = new TextArea(column);
                field.setWidthFull();
                field.setMaxRows(8);
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

    /** Enter sends what the field holds by then, which the server has not been told yet. */
    private static void onEnter(TextArea field, Consumer<String> told) {
        field.getElement()
                .addEventListener(
                        "keydown",
                        event -> told.accept(
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
        var values = new LinkedHashMap<String, String>();
        byColumn.forEach((column, field) -> values.put(column, field.getValue()));
        return preamble.fill(values);
    }

    void focusFirst() {
        if (byColumns) {
            byColumn.values().stream().findFirst().ifPresent(TextArea::focus);
        } else {
            whole.focus();
        }
    }
}
