package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableFunction;
import io.pitchpipe.portal.design.ApiName;
import io.pitchpipe.portal.design.NameLength;
import io.pitchpipe.portal.design.SameName;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.Preamble;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** 3: what the model is called, and what is put before each of its inputs. */
final class WordsStep extends Div {

    private static final long serialVersionUID = 1L;

    private final LaunchDraft draft;
    private final transient Runnable changed;
    private final TextField name = new TextField();
    private final TextArea preamble = new TextArea();
    private boolean suggesting;

    /** The dataset's name, shortened to a name for a model; empty if it did not need to be. */
    private String shortened = "";

    /**
     * @param changed called after either has changed
     * @param namesLike the names of the team's models that contain a text
     */
    WordsStep(LaunchDraft draft, Runnable changed, SerializableFunction<String, Collection<String>> namesLike) {
        this.draft = draft;
        this.changed = changed;
        addClassName("teach-fields");
        prepareName();
        preparePreamble();
        add(SameName.at(name, "teach.words.name.same", LaunchTuning.MAX_NAME, namesLike), preamble);
    }

    private void prepareName() {
        name.setLabel(getTranslation("teach.words.name"));
        ApiName.of(name, "displayName");
        name.setWidthFull();
        name.setValue(draft.name);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.setTestId("teach-name");
        NameLength.at(name, LaunchTuning.MAX_NAME, this::nameHelp);
        name.addValueChangeListener(change -> {
            draft.name = change.getValue();
            if (!suggesting) {
                draft.nameTyped = true;
                draft.changed();
            }
            changed.run();
        });
    }

    private void preparePreamble() {
        preamble.setLabel(getTranslation("teach.words.preamble"));
        preamble.setHelperText(getTranslation("teach.words.preamble.help"));
        preamble.setPlaceholder(getTranslation("teach.words.preamble.placeholder"));
        preamble.setMaxLength(Preamble.MAX_CHARACTERS);
        preamble.setWidthFull();
        preamble.setMaxRows(8);
        preamble.setValue(draft.preamble);
        preamble.setValueChangeMode(ValueChangeMode.LAZY);
        preamble.setTestId("teach-preamble");
        preamble.addValueChangeListener(change -> {
            draft.preamble = change.getValue();
            draft.changed();
            changed.run();
        });
    }

    /** Calls the model like its dataset, until somebody types another name. */
    void suggest(Supplier<Optional<String>> datasetName) {
        if (!draft.nameTyped) {
            datasetName
                    .get()
                    .map(called -> LaunchDraft.cut(called, LaunchTuning.MAX_NAME))
                    .filter(suggested -> !suggested.equals(draft.name))
                    .ifPresent(suggested -> {
                        suggesting = true;
                        shortened = NameLength.tooLong(datasetName.get().orElse(""), LaunchTuning.MAX_NAME)
                                ? suggested
                                : "";
                        name.setValue(suggested);
                        suggesting = false;
                    });
        }
    }

    private String nameHelp() {
        return getTranslation(
                !shortened.isEmpty() && shortened.equals(name.getValue())
                        ? "teach.words.name.shortened"
                        : "teach.words.name.help");
    }

    void focusName() {
        name.focus();
    }
}
