package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.dataset.Peek.Column;
import io.pitchpipe.portal.dataset.SplitColumn;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which column says what is held out, and by which words. */
final class SplitFields extends Div {

    private static final long serialVersionUID = 1L;

    private final Select<Column> column = new Select<>();
    private final TextField training = new TextField();
    private final TextField heldOut = new TextField();

    /**
     * @param label what a column is called
     * @param changed told of every change
     */
    SplitFields(Function<Column, String> label, Runnable changed) {
        addClassName("dataset-parts");
        column.setLabel(getTranslation("dataset.parts.column"));
        column.setHelperText(getTranslation("dataset.parts.column.help"));
        column.setEmptySelectionAllowed(true);
        column.setEmptySelectionCaption(getTranslation("dataset.parts.none"));
        column.setItemLabelGenerator(each -> each == null ? getTranslation("dataset.parts.none") : label.apply(each));
        column.setTestId("dataset-parts");
        column.addValueChangeListener(change -> {
            showWords();
            changed.run();
        });
        words(training, "dataset.parts.training", SplitColumn.TRAINING_WORDS, changed);
        words(heldOut, "dataset.parts.heldOut", SplitColumn.HELD_OUT_WORDS, changed);
        add(column, training, heldOut);
        showWords();
    }

    private void words(TextField field, String key, List<String> known, Runnable changed) {
        field.setLabel(getTranslation(key));
        field.setHelperText(getTranslation("dataset.parts.words.help"));
        field.setValue(String.join(", ", known));
        field.setMaxLength(1_000);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setManualValidation(true);
        field.addValueChangeListener(change -> changed.run());
    }

    private void showWords() {
        training.setVisible(!column.isEmpty());
        heldOut.setVisible(!column.isEmpty());
    }

    /** @param guess the column that is suggested; the words stay as they are */
    void offer(List<Column> there, Optional<SplitColumn> guess) {
        column.setItems(there);
        column.setValue(guess.flatMap(found -> there.stream()
                        .filter(each -> each.key().equals(found.column()))
                        .findFirst())
                .orElse(null));
        setVisible(there.size() > 2 || !column.isEmpty());
    }

    /** The chosen column's key; null if the file is not divided by a column. */
    @Nullable
    String column() {
        return column.isEmpty() ? null : column.getValue().key();
    }

    /** What was chosen, if a column was; empty as well, and the reason shown, while a word stands for both parts. */
    Optional<SplitColumn> split() {
        var taught = SplitColumn.words(training.getValue());
        var held = SplitColumn.words(heldOut.getValue());
        var both = taught.stream().filter(held::contains).sorted().toList();
        heldOut.setInvalid(!both.isEmpty());
        heldOut.setErrorMessage(both.isEmpty() ? "" : getTranslation("dataset.parts.both", String.join(", ", both)));
        return column.isEmpty() || !Collections.disjoint(taught, held)
                ? Optional.empty()
                : Optional.of(new SplitColumn(column.getValue().key(), taught, held));
    }
}
