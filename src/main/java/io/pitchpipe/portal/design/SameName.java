package io.pitchpipe.portal.design;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Warns at a name's field that another has the name already, and offers a free one. Two of one name are allowed. */
public final class SameName {

    private SameName() {}

    /**
     * The field, watched from now on.
     *
     * @param key of the warning: its text, which is given the name, and {@code key.use}, which is given the free one
     * @param longest how many characters a name has at most
     * @param others the names of all others that contain a text; may block
     */
    public static FieldWarning at(
            TextField field, String key, int longest, SerializableFunction<String, Collection<String>> others) {
        var warning = new FieldWarning(field);
        field.addValueChangeListener(change -> look(field, warning, key, longest, others));
        field.addAttachListener(attached -> look(field, warning, key, longest, others));
        return warning;
    }

    private static void look(
            TextField field,
            FieldWarning warning,
            String key,
            int longest,
            SerializableFunction<String, Collection<String>> others) {
        var name = field.getValue().strip();
        if (name.isEmpty() || field.getUI().isEmpty()) {
            warning.clear();
            return;
        }
        ViewTask.call(() -> others.apply(stem(name)))
                .then(found -> {
                    if (name.equals(field.getValue().strip())) {
                        free(name, found, longest)
                                .ifPresentOrElse(
                                        free -> warning.show(
                                                I18NProvider.translate(key, name),
                                                I18NProvider.translate(key + ".use", free),
                                                () -> field.setValue(free)),
                                        warning::clear);
                    }
                })
                .otherwise(unknown -> warning.clear())
                .start(field);
    }

    /** A free name in place of one that is taken, such as "numbers 3"; empty if it is not taken. */
    public static Optional<String> free(String name, Collection<String> others, int longest) {
        Set<String> taken = others.stream().map(SameName::key).collect(Collectors.toSet());
        if (!taken.contains(key(name))) {
            return Optional.empty();
        }
        var next = successor(name, longest);
        while (taken.contains(key(next))) {
            next = successor(next, longest);
        }
        return Optional.of(next);
    }

    /** "numbers" becomes "numbers 2", and that "numbers 3"; what is too long is cut before the number. */
    public static String successor(String name, int longest) {
        var number = name.matches(".* [0-9]{1,4}") ? Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1)) : 1;
        var tail = " " + (number + 1);
        return cut(stem(name), longest - tail.length()) + tail;
    }

    private static String stem(String name) {
        return name.matches(".* [0-9]{1,4}") ? name.substring(0, name.lastIndexOf(' ')) : name;
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints)).strip();
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
