package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.Ending;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model and its answer. What a model says is added as text nodes, piece by piece: whatever it says, and however it is split,
 * it never becomes markup.
 */
final class AnswerColumn extends Div {

    private static final long serialVersionUID = 1L;

    private final ComboBox<PromptModel> picker = new ComboBox<>();
    private final Div answer = new Div();
    private final Span status = new Span();
    private final Div foot = new Div();
    private @Nullable CopyButton copy;

    AnswerColumn(List<PromptModel> choices, @Nullable PromptModel chosen, Runnable remove, boolean removable) {
        addClassNames("playground-column", "pp-card");
        picker.setItems(choices);
        picker.setItemLabelGenerator(PromptModel::label);
        picker.setAriaLabel(getTranslation("playground.column.model"));
        picker.setPlaceholder(getTranslation("playground.column.choose"));
        picker.addClassName("playground-picker");
        if (chosen != null) {
            picker.setValue(chosen);
        }
        var head = new Div(picker);
        head.addClassName("playground-column-head");
        if (removable) {
            var close = new Button(Icons.of("x"), click -> remove.run());
            close.setAriaLabel(getTranslation("playground.column.remove"));
            close.addThemeVariants(
                    com.vaadin.flow.component.button.ButtonVariant.LUMO_TERTIARY,
                    com.vaadin.flow.component.button.ButtonVariant.LUMO_ICON);
            head.add(close);
        }
        answer.addClassName("playground-answer");
        answer.getElement().setAttribute("data-testid", "answer");
        var hint = new Span(getTranslation("playground.column.empty"));
        hint.addClassName("pp-secondary");
        answer.add(hint);
        status.getElement().setAttribute("role", "status");
        status.addClassNames("pp-secondary", "pp-small");
        foot.addClassName("playground-column-foot");
        foot.add(status);
        add(head, answer, foot);
    }

    Optional<PromptModel> model() {
        return picker.getOptionalValue();
    }

    void choose(PromptModel model) {
        picker.setValue(model);
    }

    void begin() {
        answer.getElement().removeAllChildren();
        answer.removeClassName("playground-failed");
        if (copy != null) {
            foot.remove(copy);
            copy = null;
        }
        status.setText(getTranslation("playground.answering"));
        addClassName("playground-busy");
    }

    void append(String text) {
        answer.getElement().appendChild(Element.createText(text));
    }

    void end(AskedPrompt.Answered answered) {
        removeClassName("playground-busy");
        var seconds = String.format(Locale.ENGLISH, "%.1f", answered.millis() / 1000.0);
        var figures = answered.tokens()
                .map(tokens -> getTranslation("playground.figures", tokens, seconds))
                .orElseGet(() -> getTranslation("playground.seconds", seconds));
        var ending = answered.ending() == Ending.WHOLE
                ? ""
                : getTranslation("playground.ending." + answered.ending().name().toLowerCase(Locale.ROOT)) + " · ";
        status.setText(ending + figures);
        if (!answered.answer().isEmpty()) {
            copy = new CopyButton(getTranslation("playground.copy", answered.modelName()), answered.answer());
            foot.add(copy);
        } else if (answered.ending() == Ending.WHOLE) {
            answer.getElement().appendChild(Element.createText(getTranslation("playground.empty-answer")));
        }
    }

    /** Says why there is no answer, or not all of it, below what there is. */
    void fail(String why) {
        removeClassName("playground-busy");
        var reason = new Div(why);
        reason.addClassName("playground-why");
        reason.getElement().setAttribute("role", "alert");
        answer.add(reason);
    }

    /** Shows an answer of the past. */
    void recall(AskedPrompt.Answered answered) {
        begin();
        append(answered.answer());
        end(answered);
    }
}
