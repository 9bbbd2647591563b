package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Peek.Column;
import io.pitchpipe.portal.dataset.Template;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the input from columns by words of the user's own; says what is wrong with them while they are typed. */
final class TemplateField extends Div {

    private static final long serialVersionUID = 1L;

    private final Checkbox used = new Checkbox();
    private final TextArea text = new TextArea();
    private transient List<Column> columns = List.of();
    private boolean touched;

    /** @param changed told of every change; {@link #mapping} says what it comes to */
    TemplateField(Runnable changed) {
        addClassName("dataset-template");
        used.setLabel(getTranslation("dataset.template.use"));
        used.addValueChangeListener(change -> {
            text.setVisible(change.getValue());
            changed.run();
            if (change.isFromClient() && change.getValue()) {
                text.focus();
            }
        });
        text.setLabel(getTranslation("dataset.template.label"));
        text.setWidthFull();
        text.setMinRows(3);
        text.setMaxRows(12);
        text.setMaxLength(Template.MAX_CHARACTERS);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setManualValidation(true);
        text.setTestId("dataset-template");
        text.addValueChangeListener(change -> {
            touched |= change.isFromClient();
            changed.run();
        });
        text.setVisible(false);
        add(used, text);
    }

    boolean isUsed() {
        return used.getValue();
    }

    /**
     * Shows what columns there are; a template that nobody has touched has those chosen.
     *
     * @param chosen as the input, without a template
     */
    void offer(List<Column> there, List<Column> chosen) {
        columns = there;
        text.setHelperText(getTranslation(
                "dataset.template.help",
                there.stream().map(this::placeholder).collect(Collectors.joining(" ")),
                "{{",
                "}}"));
        if (!touched) {
            text.setValue(chosen.stream().map(this::line).collect(Collectors.joining("\n")));
        }
    }

    /** Puts a column below what is there. */
    void append(Column column) {
        touched = true;
        text.setValue(text.isEmpty() ? line(column) : text.getValue() + "\n" + line(column));
    }

    private String line(Column column) {
        return Template.name(columns, column) + ": " + placeholder(column);
    }

    private String placeholder(Column column) {
        return "{" + Template.name(columns, column) + "}";
    }

    /** What it comes to with this output; empty, and the reason shown, while it is wrong. */
    Optional<ColumnMapping> mapping(String output) {
        try {
            var mapping = new Template(text.getValue()).bind(columns, output);
            var circular = mapping.inputs().contains(output);
            wrong(circular ? getTranslation("dataset.template.output") : "");
            return circular ? Optional.empty() : Optional.of(mapping);
        } catch (Refused wrong) {
            wrong(getTranslation(wrong.key(), wrong.arguments()));
            return Optional.empty();
        }
    }

    private void wrong(String why) {
        text.setInvalid(!why.isEmpty());
        text.setErrorMessage(why);
    }
}
