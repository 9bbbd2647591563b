package io.pitchpipe.portal.design;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers, sizes and times as people read them; exact values belong on hover and in exports. */
public final class Formats {

    private Formats() {}

    /** {@code 12,000} */
    public static String number(long value) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(value);
    }

    /** {@code 42 %}, from a share between 0 and 1. */
    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** A loss or a rate in three significant digits at most: {@code 0.31}, {@code 12.4}, {@code 0.001}. */
    public static String decimal(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "–";
        }
        var size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size < 0.01) {
            return new BigDecimal(value)
                    .round(new MathContext(3))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return String.format(Locale.ENGLISH, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", value);
    }

    /** A loss, with the digits that tell two of them apart: {@code 0.349}, {@code 0.0016}, {@code 12.4}. */
    public static String loss(double value) {
        var size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (size < 0.000_05) {
            return value > 0 ? "<0.0001" : "0";
        }
        return String.format(
                Locale.ENGLISH, size < 0.1 ? "%.4f" : size < 10 ? "%.3f" : size < 100 ? "%.1f" : "%.0f", value);
    }

    /** {@code 3.4 MB}, in powers of 1,000 as file managers show them. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        var value = (double) bytes;
        var unit = 0;
        while (value >= 999.5 && unit < 4) {
            value /= 1_000;
            unit++;
        }
        return String.format(
                Locale.ENGLISH, value < 10 ? "%.1f %s" : "%.0f %s", value, "B kB MB GB TB".split(" ")[unit]);
    }

    /** {@code about 40 s}, {@code about 2 minutes}, {@code about 3 hours}. */
    public static String about(Duration duration) {
        var seconds = Math.max(1, duration.toSeconds());
        if (seconds < 90) {
            return translate("design.about.seconds", seconds < 10 ? seconds : seconds / 5 * 5);
        }
        if (seconds < 90 * 60) {
            return translate("design.about.minutes", Math.round(seconds / 60.0));
        }
        if (seconds < 36 * 3600) {
            return translate("design.about.hours", Math.round(seconds / 3600.0));
        }
        return translate("design.about.days", Math.round(seconds / 86_400.0));
    }

    /** {@code 3 minutes ago}; the browser keeps it current where it is a {@link RelativeTime}. */
    public static String ago(Instant at, Instant now) {
        var seconds = Duration.between(at, now).toSeconds();
        if (Math.abs(seconds) < 45) {
            return translate("design.ago.now");
        }
        var future = seconds < 0;
        var size = Math.abs(seconds);
        var text = size < 90 * 60
                ? translate("design.unit.minutes", Math.round(size / 60.0))
                : size < 36 * 3600
                        ? translate("design.unit.hours", Math.round(size / 3600.0))
                        : translate("design.unit.days", Math.round(size / 86_400.0));
        return translate(future ? "design.ago.in" : "design.ago.past", text);
    }

    /** A point in time, relative, with the absolute one on hover. */
    public static RelativeTime time(Instant at) {
        return new RelativeTime(at);
    }

    /** A number in tabular digits, with the exact value on hover. */
    public static Span tabular(String shown, String exact) {
        var span = new Span(shown);
        span.addClassName("pp-number");
        span.setTitle(exact);
        return span;
    }

    private static String translate(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }

    /**
     * What a language is called in the language of the texts around it, such as "German".
     *
     * @param tag BCP 47, such as "de"
     */
    public static String language(String tag) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
    }
}
