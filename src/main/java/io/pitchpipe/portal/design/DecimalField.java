package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.textfield.AbstractNumberField;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field for a number that may have decimals, after a point or a comma. A browser's own field for numbers drops the one that is not of
 * its language, and says nothing: a learning rate typed as 0,01 became 1.
 */
@Tag("vaadin-text-field")
@Uses(TextField.class)
public final class DecimalField extends AbstractNumberField<DecimalField, Double> {

    private static final long serialVersionUID = 1L;

    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

    /** A comma that could as well group thousands: 1,000 is read by some as one, and by others as a thousand. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[+-]?[1-9]\\d*,\\d{3}");

    public DecimalField() {
        super(DecimalField::read, DecimalField::write, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        getElement().setProperty("allowedCharPattern", "[0-9.,eE+\\-]");
    }

    /**
     * What is not a number within it is refused at the field.
     *
     * @param least the smallest number
     * @param greatest the largest number
     */
    public void setRange(double least, double greatest) {
        setMin(least);
        setMax(greatest);
        setErrorMessage(getTranslation("design.decimal.range", write(least), write(greatest)));
    }

    /**
     * The number that was typed.
     *
     * @return null for nothing; below every range for what cannot be read or could be read in two ways
     */
    static @Nullable Double read(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            return null;
        }
        var pointed = AMBIGUOUS.matcher(text).matches() ? text : text.replace(',', '.');
        return PLAIN.matcher(pointed).matches() ? Double.valueOf(pointed) : Double.valueOf(Double.NEGATIVE_INFINITY);
    }

    private static String write(@Nullable Double value) {
        return value == null || value.isInfinite()
                ? ""
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
