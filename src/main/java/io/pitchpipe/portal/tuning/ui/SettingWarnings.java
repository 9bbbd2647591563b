package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import io.pitchpipe.portal.design.DecimalField;
import io.pitchpipe.portal.design.FieldWarning;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.tuning.TuningSettings;
import io.pitchpipe.portal.tuning.UnusualSetting;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Warnings at the fields of the settings: allowed, but far from what is usual, with what usually comes of it and a way back to the default. */
final class SettingWarnings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final IntegerField epochs;
    private final IntegerField batch;
    private final DecimalField rate;
    private final DecimalField multiplier;
    private final FieldWarning ofEpochs;
    private final FieldWarning ofBatch;
    private final FieldWarning ofRate;
    private final FieldWarning ofMultiplier;

    SettingWarnings(IntegerField epochs, IntegerField batch, DecimalField rate, DecimalField multiplier) {
        this.epochs = epochs;
        this.batch = batch;
        this.rate = rate;
        this.multiplier = multiplier;
        this.ofEpochs = new FieldWarning(epochs);
        this.ofBatch = new FieldWarning(batch);
        this.ofRate = new FieldWarning(rate);
        this.ofMultiplier = new FieldWarning(multiplier);
    }

    /** The fields with their warnings, in the order of the form. */
    FieldWarning[] fields() {
        return new FieldWarning[] {ofEpochs, ofBatch, ofRate, ofMultiplier};
    }

    /**
     * Warns of what is filled in now; of what is wrong, the field says itself.
     *
     * @param rows how many examples are trained on
     * @param patience epochs without improvement that end the training; 0 for never
     */
    void show(LaunchDraft draft, long rows, int patience) {
        var defaults = TuningSettings.defaults(rows);
        var usual = defaults.learningRate();
        var times = draft.epochs == null ? defaults.epochCount() : draft.epochs;
        var size = draft.batch == null ? defaults.batchSize() : draft.batch;
        var steps = Formats.number(Math.ceilDiv(rows * times, (long) Math.max(1, size)));
        show(
                ofEpochs,
                epochs,
                UnusualSetting.epochs(times, patience),
                defaults.epochCount(),
                times,
                steps,
                UnusualSetting.MANY_EPOCHS);
        show(
                ofBatch,
                batch,
                UnusualSetting.batch(size, times, rows),
                defaults.batchSize(),
                size,
                Formats.number(rows),
                steps);
        var own = draft.rate;
        show(
                ofRate,
                rate,
                own == null ? Optional.empty() : UnusualSetting.rate(own, rows),
                plain(usual),
                own == null ? "" : plain(own),
                plain(usual),
                plain(usual / UnusualSetting.FAR),
                plain(usual * UnusualSetting.FAR),
                own == null ? "" : Formats.number(Math.round(own / usual)));
        var multiple = draft.multiplier;
        show(
                ofMultiplier,
                multiplier,
                multiple == null ? Optional.empty() : UnusualSetting.multiplier(multiple),
                1,
                multiple == null ? "" : plain(multiple),
                multiple == null ? "" : plain(multiple * usual),
                plain(usual),
                plain(1 / UnusualSetting.FAR),
                plain(UnusualSetting.FAR));
    }

    private static void show(
            FieldWarning place,
            TextFieldBase<?, ?> field,
            Optional<UnusualSetting> unusual,
            Object usual,
            Object... arguments) {
        if (unusual.isEmpty() || field.isInvalid()) {
            place.clear();
            return;
        }
        place.show(
                place.getTranslation("teach.unusual." + unusual.get().name().toLowerCase(Locale.ROOT), arguments),
                place.getTranslation("teach.unusual.default", usual),
                () -> {
                    field.clear();
                    field.focus();
                });
    }

    /** Without an exponent, and without the digits that computing left behind. */
    static String plain(double value) {
        return new BigDecimal(value)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
