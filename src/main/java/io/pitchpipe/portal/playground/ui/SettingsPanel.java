package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.IntegerField;
import io.pitchpipe.portal.design.ApiName;
import io.pitchpipe.portal.design.DecimalField;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.playground.PromptSettings;
import io.pitchpipe.portal.tuning.Preamble;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How to answer, and the preamble that goes before each prompt whether one wants it or not. */
final class SettingsPanel extends Section {

    private static final long serialVersionUID = 1L;

    private final DecimalField temperature = new DecimalField();
    private final DecimalField topP = new DecimalField();
    private final IntegerField topK = new IntegerField();
    private final IntegerField maxTokens = new IntegerField();
    private final Details advanced = new Details();
    private final Div preamble = new Div();

    /** @param changed called when a setting is another, or the advanced ones open or close */
    SettingsPanel(Runnable changed) {
        addClassName("playground-settings");
        getElement().setAttribute("aria-label", getTranslation("playground.settings"));
        temperature.setLabel(getTranslation("playground.temperature"));
        ApiName.of(temperature, "temperature");
        temperature.setHelperText(getTranslation("playground.temperature.help"));
        temperature.setRange(0, PromptSettings.MAX_TEMPERATURE);
        topP.setLabel(getTranslation("playground.top-p"));
        ApiName.of(topP, "topP");
        topP.setRange(0.01, 1);
        topK.setLabel(getTranslation("playground.top-k"));
        ApiName.of(topK, "topK");
        topK.setMin(1);
        topK.setMax(PromptSettings.MAX_TOP_K);
        maxTokens.setLabel(getTranslation("playground.max-tokens"));
        ApiName.of(maxTokens, "maxOutputTokens");
        maxTokens.setMin(1);
        maxTokens.setMax(PromptSettings.MAX_TOKENS);
        topP.setPlaceholder(getTranslation("playground.default"));
        topK.setPlaceholder(getTranslation("playground.default"));
        maxTokens.setPlaceholder(getTranslation("playground.default"));
        temperature.setPlaceholder(getTranslation("playground.default"));
        var fields = new Div(temperature, maxTokens);
        fields.addClassName("playground-fields");
        var rare = new Div(topP, topK);
        rare.addClassName("playground-fields");
        advanced.setSummaryText(getTranslation("playground.advanced"));
        advanced.add(rare);
        advanced.addClassName("playground-advanced");
        preamble.addClassName("pp-stack");
        add(new H2(getTranslation("playground.settings")), fields, advanced, preamble);
        show(PromptSettings.GREEDY);
        temperature.addValueChangeListener(change -> changed.run());
        topP.addValueChangeListener(change -> changed.run());
        topK.addValueChangeListener(change -> changed.run());
        maxTokens.addValueChangeListener(change -> changed.run());
        advanced.addOpenedChangeListener(change -> changed.run());
    }

    void show(PromptSettings settings) {
        temperature.setValue(settings.temperature());
        topP.setValue(settings.topP());
        topK.setValue(settings.topK());
        maxTokens.setValue(settings.maxTokens());
    }

    /** What is set; empty, with the field marked, if a value is out of its range. */
    Optional<PromptSettings> read() {
        if (temperature.isInvalid() || topP.isInvalid() || topK.isInvalid() || maxTokens.isInvalid()) {
            if (topP.isInvalid() || topK.isInvalid()) {
                advanced.setOpened(true);
            }
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PromptSettings(temperature.getValue(), topP.getValue(), topK.getValue(), maxTokens.getValue()));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    boolean isAdvanced() {
        return advanced.isOpened();
    }

    void showAdvanced(boolean shown) {
        advanced.setOpened(shown);
    }

    void preamble(@Nullable Preamble shown) {
        preamble.removeAll();
        if (shown == null || shown.isEmpty()) {
            return;
        }
        var title = new H2(getTranslation("playground.preamble"));
        var head = new Div(Icons.of("lock"), title);
        head.addClassName("playground-lock");
        var text = new Pre(shown.text());
        text.addClassName("playground-preamble");
        text.getElement().setAttribute("tabindex", "0");
        var note = new Paragraph(getTranslation("playground.preamble.note"));
        note.addClassNames("pp-secondary", "pp-small");
        preamble.add(head, text, note);
    }
}
