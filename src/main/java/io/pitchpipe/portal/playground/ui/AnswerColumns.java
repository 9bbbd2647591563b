package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.playground.AskedPrompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that are asked, each in a column beside the others; two at first, a few more on demand. */
final class AnswerColumns extends Div {

    private static final long serialVersionUID = 1L;

    /** More would leave none of them room for a sentence. */
    private static final int MOST = 4;

    /** Columns beyond these can be removed again. */
    private static final int STAY = 2;

    private final Button addition = new Button();
    private transient List<PromptModel> choices = List.of();

    AnswerColumns() {
        addClassName("playground-columns");
        addition.setText(getTranslation("playground.column.add"));
        addition.setIcon(Icons.of("plus"));
        addition.addClickListener(click -> add((PromptModel) null));
        addition.setVisible(false);
    }

    /** Adds a column, wherever it stands itself. */
    Button addition() {
        return addition;
    }

    /** Begins anew, without a column, with these to choose from. */
    void offer(List<PromptModel> models) {
        choices = models;
        removeAll();
        addition.setVisible(true);
    }

    /** Adds a column for a model. */
    void ask(PromptModel model) {
        add(model);
    }

    private void add(@Nullable PromptModel chosen) {
        var removable = getComponentCount() >= STAY;
        var holder = new AnswerColumn[1];
        holder[0] = new AnswerColumn(choices, chosen, () -> drop(holder[0]), removable);
        add(holder[0]);
        addition.setEnabled(getComponentCount() < MOST);
    }

    private void drop(AnswerColumn column) {
        remove(column);
        addition.setEnabled(true);
    }

    private List<AnswerColumn> shown() {
        return getChildren().map(AnswerColumn.class::cast).toList();
    }

    /** Those in which a model is chosen. */
    List<AnswerColumn> asked() {
        return shown().stream().filter(column -> column.model().isPresent()).toList();
    }

    /** Shows answers of the past, as many as there is room for, with the models that gave them where these are still there. */
    void recall(AskedPrompt asked) {
        var answers = asked.answers().subList(0, Math.min(MOST, asked.answers().size()));
        while (getComponentCount() < answers.size()) {
            add((PromptModel) null);
        }
        var shown = shown();
        for (var i = 0; i < answers.size(); i++) {
            var answered = answers.get(i);
            choices.stream()
                    .filter(model -> model.key().text().equals(answered.modelKey()))
                    .findFirst()
                    .ifPresent(shown.get(i)::choose);
            shown.get(i).recall(answered);
        }
    }
}
