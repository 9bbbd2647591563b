package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.StaleVersionException;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One row in full at the side of the grid, to read, change, delete or write anew. */
class RowPanel extends Aside {

    private static final long serialVersionUID = 1L;

    /** @param row the number of the row it replaces; 0 for a new one */
    record Entry(long row, Example example) {}

    private final H2 title = new H2();
    private final TextArea input = new TextArea();
    private final TextArea output = new TextArea();
    private final Div failure = new Div();
    private final Button save = new Button();
    private final Button delete = new Button();
    private long row;
    private Example saved = new Example("", "");

    RowPanel(Consumer<Entry> saved, LongConsumer deleted, Runnable closed) {
        addClassNames("pp-card", "dataset-row-panel");
        setVisible(false);
        var close = new Button(Icons.of("x"), click -> closed.run());
        close.setAriaLabel(getTranslation("dataset.panel.close"));
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        // Wherever the focus is: a row is chosen in the grid, and stays focused there.
        Shortcuts.addShortcutListener(this, closed::run, Key.ESCAPE);
        var head = new Div(title, close);
        head.addClassName("pp-section-head");
        prepare(input, "dataset.example.input", Limits.INPUT_CHARACTERS);
        prepare(output, "dataset.example.output", Limits.OUTPUT_CHARACTERS);
        failure.addClassName("dataset-panel-failure");
        failure.getElement().setAttribute("role", "alert");
        save.setText(getTranslation("dataset.panel.save"));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.addClickListener(click -> saved.accept(new Entry(row, new Example(input.getValue(), output.getValue()))));
        delete.setText(getTranslation("dataset.panel.delete"));
        delete.setIcon(Icons.of("trash-2"));
        delete.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
        delete.addClickListener(click -> deleted.accept(row));
        var actions = new Div(delete, save);
        actions.addClassName("dataset-panel-actions");
        add(head, input, output, failure, actions);
    }

    private void prepare(TextArea area, String labelKey, int limit) {
        area.setLabel(getTranslation(labelKey));
        area.setWidthFull();
        area.setMinRows(2);
        area.setMaxRows(14);
        area.getElement().setAttribute("dir", "auto");
        area.setValueChangeMode(ValueChangeMode.LAZY);
        area.addValueChangeListener(change -> count(area, limit));
        count(area, limit);
    }

    private void count(TextArea area, int limit) {
        var text = area.getValue();
        var length = text.codePointCount(0, text.length());
        area.setHelperText(getTranslation("dataset.panel.count", Formats.number(length), Formats.number(limit)));
        area.setInvalid(length > limit);
        area.setErrorMessage(getTranslation("dataset.panel.tooLong", Formats.number(limit)));
    }

    void show(Row shown, boolean editable) {
        row = shown.number();
        title.setText(getTranslation("dataset.finding.row", Formats.number(row)));
        fill(shown.example(), editable);
        delete.setVisible(editable);
    }

    void showNew() {
        row = 0;
        title.setText(getTranslation("dataset.panel.new"));
        fill(new Example("", ""), true);
        delete.setVisible(false);
        input.focus();
    }

    boolean isForNew() {
        return row == 0;
    }

    /** What was typed and is neither saved nor given up. */
    Optional<Entry> unsaved() {
        var typed = new Example(input.getValue(), output.getValue());
        return isVisible() && !input.isReadOnly() && !typed.equals(saved)
                ? Optional.of(new Entry(row, typed))
                : Optional.empty();
    }

    /** Goes on with what was typed. */
    void resume(Entry entry) {
        if (entry.row() == 0) {
            showNew();
        } else {
            show(new Row(entry.row(), entry.example()), true);
        }
        input.setValue(entry.example().input());
        output.setValue(entry.example().output());
        saved = new Example("", "");
    }

    private void fill(Example example, boolean editable) {
        saved = example;
        failure.removeAll();
        input.setValue(example.input());
        output.setValue(example.output());
        input.setReadOnly(!editable);
        output.setReadOnly(!editable);
        save.setVisible(editable);
        setVisible(true);
    }

    /** Says why the row was not saved; what was typed stays, and can be copied where it can only be saved elsewhere. */
    void refused(Exception why) {
        failure.removeAll();
        failure.add(new Paragraph(Notifications.explain(why)));
        if (why instanceof StaleVersionException) {
            var copies = new Div(copy("dataset.panel.copy.input", input), copy("dataset.panel.copy.output", output));
            copies.addClassName("pp-actions");
            failure.add(copies);
        }
    }

    private CopyButton copy(String labelKey, TextArea area) {
        var copy = new CopyButton(getTranslation(labelKey), area.getValue()).withLabel();
        area.addValueChangeListener(change -> copy.getElement().setAttribute("data-copy", change.getValue()));
        return copy;
    }
}
