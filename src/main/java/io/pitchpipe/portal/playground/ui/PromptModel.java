package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelNames;
import io.pitchpipe.portal.playground.ModelKey;
import io.pitchpipe.portal.playground.PlaygroundChoices;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice of a column's model picker.
 *
 * @param label its name and what it is; untrusted text
 * @param name its name alone
 * @param base the base model's key of a tuned model; empty if it is not offered by the backend
 */
record PromptModel(ModelKey key, String label, String name, String base) {

    boolean tuned() {
        return key instanceof ModelKey.Tuned;
    }

    /** Tuned models first; those of one name are told apart. */
    static List<PromptModel> among(PlaygroundChoices found) {
        var all = new ArrayList<PromptModel>();
        var names = ModelNames.among(found.tuned());
        found.tuned()
                .forEach(model -> all.add(new PromptModel(
                        new ModelKey.Tuned(model.id()), label(model, names), names.of(model), model.baseModel())));
        found.bases()
                .forEach(base -> ModelKey.parse(base.name())
                        .ifPresent(key -> all.add(new PromptModel(
                                key,
                                I18NProvider.translate("playground.base", base.displayName()),
                                base.displayName(),
                                ""))));
        return all;
    }

    private static String label(ModelEntry model, ModelNames names) {
        return model.own() ? names.of(model) : I18NProvider.translate("playground.shared", names.of(model));
    }
}
