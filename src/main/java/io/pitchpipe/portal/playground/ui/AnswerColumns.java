package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.ModelKey;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.playground.PromptSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that are asked, each in a column beside the others; two at first, from one to four as the person likes. */
final class AnswerColumns extends Div {

    private static final long serialVersionUID = 1L;

    /** More would leave none of them room for a sentence. */
    static final int MAX_COLUMNS = 4;

    private final Button addition = new Button();
    private final transient AnswerHost host;
    private transient List<PromptModel> choices = List.of();

    AnswerColumns(AnswerHost host) {
        this.host = host;
        addClassName("playground-columns");
        addition.setText(getTranslation("playground.column.add"));
        addition.setIcon(Icons.of("plus"));
        addition.addClickListener(click -> {
            add((PromptModel) null);
            host.changed();
        });
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

    /** Adds a column for a model, or for none yet. */
    AnswerColumn add(@Nullable PromptModel chosen) {
        var holder = new AnswerColumn[1];
        holder[0] = new AnswerColumn(choices, host, () -> drop(holder[0]));
        if (chosen != null) {
            holder[0].choose(chosen);
        }
        add(holder[0]);
        count();
        return holder[0];
    }

    private void drop(AnswerColumn column) {
        column.stopAll();
        remove(column);
        count();
        host.changed();
    }

    private void count() {
        var shown = shown();
        addition.setEnabled(shown.size() < MAX_COLUMNS);
        shown.forEach(column -> column.removable(shown.size() > 1));
        getElement().setAttribute("data-columns", Integer.toString(shown.size()));
    }

    private List<AnswerColumn> shown() {
        return getChildren().map(AnswerColumn.class::cast).toList();
    }

    boolean busy() {
        return shown().stream().anyMatch(AnswerColumn::isBusy);
    }

    /** Whether a model is chosen in any. */
    boolean hasModel() {
        return shown().stream().anyMatch(column -> column.model().isPresent());
    }

    /** The tuned model that base models are compared with. */
    Optional<ModelId> beside() {
        return shown().stream()
                .flatMap(column -> column.model().stream())
                .map(PromptModel::key)
                .filter(ModelKey.Tuned.class::isInstance)
                .map(key -> ((ModelKey.Tuned) key).id())
                .findFirst();
    }

    /** Those that a prompt goes to: all with a model but those that are at this very prompt already. */
    List<AnswerColumn> forPrompt(String text, PromptSettings settings) {
        return shown().stream()
                .filter(column -> column.model().isPresent())
                .filter(column -> !column.answers(text, settings))
                .toList();
    }

    /** Its place, which its answers have in the history. */
    int ordinal(AnswerColumn column) {
        return shown().indexOf(column);
    }

    void stop() {
        shown().forEach(AnswerColumn::stopAll);
    }

    void clear() {
        shown().forEach(AnswerColumn::clear);
    }

    /** Those whose answer is not there yet. */
    Map<AnswerColumn, PlaygroundDraft.Shown> interrupted() {
        var found = new LinkedHashMap<AnswerColumn, PlaygroundDraft.Shown>();
        shown().stream()
                .filter(AnswerColumn::isInterrupted)
                .forEach(column -> column.draft().shown().ifPresent(shown -> found.put(column, shown)));
        return found;
    }

    List<PlaygroundDraft.Column> draft() {
        return shown().stream().map(AnswerColumn::draft).toList();
    }

    /**
     * Shows answers of the past, as many as there is room for: each in the column that has its model, or in another, which is given the model where it
     * is still there.
     */
    void recall(AskedPrompt asked) {
        clear();
        var free = new ArrayList<>(
                shown().stream().filter(column -> !column.isBusy()).toList());
        var answers = asked.answers();
        for (var ordinal = 0; ordinal < answers.size(); ordinal++) {
            var answered = answers.get(ordinal);
            var column = free.stream()
                    .filter(each -> each.model()
                            .filter(model -> model.key().text().equals(answered.modelKey()))
                            .isPresent())
                    .findFirst()
                    .orElseGet(() -> free.isEmpty() ? null : free.getFirst());
            if (column == null && shown().size() < MAX_COLUMNS) {
                column = add((PromptModel) null);
            }
            if (column != null) {
                free.remove(column);
                find(answered.modelKey()).ifPresent(column::choose);
                column.recall(
                        new AskedPrompt(asked.id(), asked.at(), asked.prompt(), asked.settings(), List.of(answered)),
                        ordinal);
            }
        }
    }

    Optional<PromptModel> find(String key) {
        return choices.stream().filter(model -> model.key().text().equals(key)).findFirst();
    }
}
