package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.design.ApiName;
import io.pitchpipe.portal.design.DecimalField;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.TuningSettings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 4: how to tune. Simple offers presets with their reasons, Advanced every setting under the API's own name beside ours. */
final class SettingsStep extends Div {

    private static final long serialVersionUID = 1L;

    private final LaunchDraft draft;
    private final transient Runnable changed;
    private final RadioButtonGroup<Boolean> mode = new RadioButtonGroup<>();
    private final RadioButtonGroup<Preset> presets = new RadioButtonGroup<>();
    private final Div advanced = new Div();
    private final IntegerField epochs = new IntegerField();
    private final IntegerField batch = new IntegerField();
    private final DecimalField rate = new DecimalField();
    private final DecimalField multiplier = new DecimalField();
    private final IntegerField heldOut = new IntegerField();
    private final HeldOutFields heldOutFields;
    private final SettingWarnings warnings = new SettingWarnings(epochs, batch, rate, multiplier);
    private long rows;

    SettingsStep(LaunchDraft draft, Runnable changed) {
        this.draft = draft;
        this.changed = changed;
        addClassName("teach-fields");
        mode.setItems(false, true);
        mode.setItemLabelGenerator(all -> getTranslation(all ? "teach.settings.advanced" : "teach.settings.simple"));
        mode.setAriaLabel(getTranslation("teach.settings.mode"));
        mode.addClassName("teach-mode");
        mode.setTestId("teach-mode");
        mode.setValue(draft.advanced);
        mode.addValueChangeListener(change -> {
            draft.advanced = Boolean.TRUE.equals(change.getValue());
            draft.changed();
            show();
        });
        presets.addClassName("teach-presets");
        presets.setAriaLabel(getTranslation("teach.settings.presets"));
        presets.setRenderer(new ComponentRenderer<>(this::card));
        presets.setTestId("teach-preset");
        presets.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                draft.preset = change.getValue();
                draft.changed();
                changed.run();
            }
        });
        heldOutFields = new HeldOutFields(draft, () -> {
            validate();
            changed.run();
        });
        buildAdvanced();
        add(mode, presets, advanced);
        rows(15);
    }

    private void buildAdvanced() {
        advanced.addClassName("teach-advanced");
        epochs.setMin(1);
        epochs.setMax(TuningSettings.MAX_EPOCHS);
        batch.setMin(1);
        batch.setMax(TuningSettings.MAX_BATCH);
        field(epochs, "epochs");
        field(batch, "batch");
        field(rate, "rate");
        field(multiplier, "multiplier");
        ApiName.of(epochs, "epochCount");
        ApiName.of(batch, "batchSize");
        ApiName.of(rate, "learningRate");
        ApiName.of(multiplier, "learningRateMultiplier");
        heldOut.setMin(0);
        heldOut.setMax(HoldOut.MOST);
        field(heldOut, "heldOut");
        heldOut.setValue(draft.heldOut);
        heldOut.addValueChangeListener(change -> keep(() -> draft.heldOut = change.getValue()));
        epochs.setValue(draft.epochs);
        batch.setValue(draft.batch);
        rate.setValue(draft.rate);
        multiplier.setValue(draft.multiplier);
        epochs.addValueChangeListener(change -> keep(() -> draft.epochs = change.getValue()));
        batch.addValueChangeListener(change -> keep(() -> draft.batch = change.getValue()));
        rate.addValueChangeListener(change -> keep(() -> draft.rate = change.getValue()));
        multiplier.addValueChangeListener(change -> keep(() -> draft.multiplier = change.getValue()));
        epochs.setStepButtonsVisible(true);
        batch.setStepButtonsVisible(true);
        for (var field : new IntegerField[] {epochs, batch, heldOut}) {
            field.setManualValidation(true);
            field.setValueChangeMode(ValueChangeMode.LAZY);
        }
        for (var field : new DecimalField[] {rate, multiplier}) {
            field.setManualValidation(true);
            field.setValueChangeMode(ValueChangeMode.LAZY);
        }
        advanced.add(warnings.fields());
        advanced.add(heldOut, heldOutFields);
    }

    private void field(com.vaadin.flow.component.textfield.TextFieldBase<?, ?> field, String key) {
        field.setLabel(getTranslation("teach.settings." + key));
        field.setHelperText(getTranslation("teach.settings." + key + ".help"));
        field.setTestId("teach-" + key);
        field.setWidthFull();
    }

    private void keep(Runnable write) {
        write.run();
        draft.changed();
        validate();
        changed.run();
    }

    /** How much is held out of a version; the default while the field says what is wrong with it, or is not shown. */
    HoldOut holdOut(DatasetVersion version) {
        var share = HoldOut.byDefault(version);
        heldOut.setPlaceholder(
                share.isAsInFile() ? getTranslation("teach.settings.heldOut.file") : String.valueOf(share.percent()));
        var chosen = draft.heldOut;
        return !draft.advanced || chosen == null || heldOut.isInvalid() ? share : new HoldOut(chosen);
    }

    /** What the held-out examples decide. */
    HeldOutFields heldOutFields() {
        return heldOutFields;
    }

    /** The defaults depend on the number of examples to learn from. */
    void rows(long count) {
        rows = count;
        var defaults = TuningSettings.defaults(count);
        epochs.setPlaceholder(String.valueOf(defaults.epochCount()));
        batch.setPlaceholder(String.valueOf(defaults.batchSize()));
        rate.setPlaceholder(plain(defaults.learningRate()));
        multiplier.setPlaceholder("1");
        presets.setItems(Preset.QUICK, Preset.BALANCED, Preset.THOROUGH);
        presets.setValue(draft.preset == Preset.CUSTOM ? Preset.BALANCED : draft.preset);
        show();
    }

    private void show() {
        presets.setVisible(!draft.advanced);
        advanced.setVisible(draft.advanced);
        validate();
        changed.run();
    }

    private Div card(Preset preset) {
        var name = new Span(name(preset));
        name.addClassName("teach-base-name");
        var why = new Div(getTranslation("teach.preset." + preset.name().toLowerCase(Locale.ROOT) + ".why"));
        why.addClassName("pp-secondary");
        var settings = preset.settings(rows);
        var facts = new Paragraph(getTranslation(
                "teach.preset.facts", settings.epochCount(), settings.batchSize(), plain(settings.learningRate())));
        facts.addClassNames("pp-secondary", "pp-small", "pp-mono");
        return new Div(name, why, facts);
    }

    private String name(Preset preset) {
        return getTranslation("teach.preset." + preset.name().toLowerCase(Locale.ROOT));
    }

    Preset preset() {
        return draft.advanced ? Preset.CUSTOM : draft.preset == Preset.CUSTOM ? Preset.BALANCED : draft.preset;
    }

    /** Empty while a field says what is wrong with it. */
    Optional<TuningSettings> value() {
        if (!draft.advanced) {
            return Optional.of(preset().settings(rows));
        }
        if (heldOutFields.isInvalid()
                || Stream.of(epochs, batch, rate, multiplier, heldOut).anyMatch(HasValidation::isInvalid)) {
            return Optional.empty();
        }
        var defaults = TuningSettings.defaults(rows);
        var times = draft.multiplier;
        var chosen = draft.rate != null ? draft.rate : defaults.learningRate() * (times == null ? 1 : times);
        return Optional.of(new TuningSettings(
                draft.epochs == null ? defaults.epochCount() : draft.epochs,
                draft.batch == null ? defaults.batchSize() : draft.batch,
                chosen,
                times));
    }

    private void validate() {
        check(
                batch,
                outside(draft.batch, TuningSettings.MAX_BATCH),
                "teach.settings.batch.wrong",
                TuningSettings.MAX_BATCH);
        validateEpochs();
        var share = draft.heldOut;
        check(
                heldOut,
                share != null && (share < 0 || share > HoldOut.MOST),
                "teach.settings.heldOut.wrong",
                HoldOut.MOST);
        var wrongRate = draft.rate != null && !(draft.rate > 0 && draft.rate <= TuningSettings.MAX_RATE);
        check(rate, wrongRate, "teach.settings.rate.wrong", Formats.decimal(TuningSettings.MAX_RATE));
        var times = draft.multiplier;
        if (times != null && draft.rate != null) {
            check(multiplier, true, "teach.settings.multiplier.both");
        } else {
            var effective = times == null ? 1 : times * TuningSettings.defaultRate(rows);
            check(
                    multiplier,
                    times != null && !(times > 0 && effective <= TuningSettings.MAX_RATE),
                    "teach.settings.multiplier.wrong");
        }
        warnings.show(draft, rows, heldOutFields.value().patience());
    }

    private void validateEpochs() {
        if (outside(draft.epochs, TuningSettings.MAX_EPOCHS)) {
            check(epochs, true, "teach.settings.epochs.wrong", TuningSettings.MAX_EPOCHS);
            return;
        }
        var defaults = TuningSettings.defaults(rows);
        var steps = new TuningSettings(
                        draft.epochs == null ? defaults.epochCount() : draft.epochs,
                        draft.batch == null || batch.isInvalid() ? defaults.batchSize() : draft.batch,
                        defaults.learningRate(),
                        null)
                .totalSteps(rows);
        check(
                epochs,
                steps > TuningSettings.MAX_STEPS,
                "teach.settings.steps.wrong",
                Formats.number(rows),
                Formats.number(steps),
                Formats.number(TuningSettings.MAX_STEPS));
    }

    private static boolean outside(@Nullable Integer value, int most) {
        return value != null && (value < 1 || value > most);
    }

    private void check(
            com.vaadin.flow.component.textfield.TextFieldBase<?, ?> field,
            boolean wrong,
            String key,
            Object... arguments) {
        field.setInvalid(wrong);
        field.setErrorMessage(wrong ? getTranslation(key, arguments) : null);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
