package io.pitchpipe.portal.design;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.i18n.I18NProvider;

/** Counts the characters of a name as it is typed. One that is too long is not cut: its field says so until it is shortened. */
public final class NameLength {

    private NameLength() {}

    /**
     * The field, counted from now on.
     *
     * @param help what is said below the field, before the count; may be empty
     */
    public static TextField at(TextField field, int max, SerializableSupplier<String> help) {
        field.setManualValidation(true);
        field.addValueChangeListener(change -> check(field, max, help));
        check(field, max, help);
        return field;
    }

    /** Whether a name has more characters (code points) than it may. */
    public static boolean tooLong(String name, int max) {
        return length(name) > max;
    }

    private static void check(TextField field, int max, SerializableSupplier<String> help) {
        var length = length(field.getValue());
        field.setHelperText((help.get() + " " + I18NProvider.translate("design.name.count", length, max)).strip());
        field.setErrorMessage(I18NProvider.translate("design.name.long", max, length));
        field.setInvalid(length > max);
    }

    private static int length(String name) {
        var stripped = name.strip();
        return stripped.codePointCount(0, stripped.length());
    }
}
