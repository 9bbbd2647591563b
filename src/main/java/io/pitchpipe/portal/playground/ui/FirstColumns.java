package io.pitchpipe.portal.playground.ui;

import io.pitchpipe.portal.playground.PlaygroundDraft;
import java.util.List;
import java.util.Optional;

/** The columns that the page begins with: those it had when it was left, or base and tuned. */
final class FirstColumns {

    private final AnswerColumns columns;
    private final List<PromptModel> choices;
    private final Optional<String> wanted;

    /** @param wanted the model that the address names */
    FirstColumns(AnswerColumns columns, List<PromptModel> choices, Optional<String> wanted) {
        this.columns = columns;
        this.choices = choices;
        this.wanted = wanted;
    }

    /** Whether the address names a model that cannot be chosen. */
    boolean isMissing() {
        return wanted.isPresent() && wanted.flatMap(columns::find).isEmpty();
    }

    /** @return false if there is nothing to restore, or it lacks the model that the address names */
    boolean restore(Restored found) {
        var kept = found.draft().map(PlaygroundDraft::columns).orElse(List.of());
        var has = wanted.isEmpty()
                || isMissing()
                || kept.stream().anyMatch(column -> column.modelKey().equals(wanted));
        if (kept.isEmpty() || !has) {
            return false;
        }
        for (var each = 0; each < Math.min(AnswerColumns.MAX_COLUMNS, kept.size()); each++) {
            var key = kept.get(each).modelKey();
            var model = key.flatMap(columns::find);
            var column = columns.add(model.orElse(null));
            kept.get(each)
                    .shown()
                    .ifPresent(shown -> Optional.ofNullable(found.shown().get(shown))
                            .ifPresent(asked -> column.recall(asked, shown.ordinal())));
            if (key.isPresent() && model.isEmpty()) {
                column.gone();
            }
        }
        return true;
    }

    /** The model that the address names, or the latest, and its base beside it. */
    void begin() {
        var named = wanted.flatMap(columns::find);
        var tuned = named.filter(PromptModel::tuned)
                .or(() -> choices.stream()
                        .filter(model -> wanted.isEmpty() || !isMissing())
                        .filter(PromptModel::tuned)
                        .findFirst());
        var base = named.filter(model -> !model.tuned())
                .or(() -> tuned.flatMap(model -> columns.find(model.base())))
                .or(() -> choices.stream().filter(model -> !model.tuned()).findFirst());
        base.ifPresent(columns::add);
        tuned.ifPresent(columns::add);
    }
}
