package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import io.pitchpipe.portal.design.ApiName;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.playground.PromptSettings;
import io.pitchpipe.portal.tuning.Preamble;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How to answer, and the preamble that goes before each prompt whether one wants it or not. */
final class SettingsPanel extends Aside {

    private static final long serialVersionUID = 1L;

    private final NumberField temperature = new NumberField();
    private final NumberField topP = new NumberField();
    private final IntegerField topK = new IntegerField();
    private final IntegerField maxTokens = new IntegerField();
    private final Div preamble = new Div();

    SettingsPanel() {
        addClassName("playground-settings");
        getElement().setAttribute("aria-label", getTranslation("playground.settings"));
        temperature.setLabel(getTranslation("playground.temperature"));
        ApiName.of(temperature, "temperature");
        temperature.setHelperText(getTranslation("playground.temperature.help"));
        temperature.setMin(0);
        temperature.setMax(PromptSettings.MAX_TEMPERATURE);
        temperature.setStep(0.1);
        topP.setLabel(getTranslation("playground.top-p"));
        ApiName.of(topP, "topP");
        topP.setMin(0.01);
        topP.setMax(1);
        topP.setStep(0.01);
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
        var fields = new Div(temperature, topP, topK, maxTokens);
        fields.addClassName("playground-fields");
        preamble.addClassName("pp-stack");
        add(new H2(getTranslation("playground.settings")), fields, preamble);
        show(PromptSettings.GREEDY);
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
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new PromptSettings(temperature.getValue(), topP.getValue(), topK.getValue(), maxTokens.getValue()));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
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
