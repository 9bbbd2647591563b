package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every text that is asked for is in the bundle, and can be formatted. */
class TranslationsTest {

    private static final Pattern ASKED = Pattern.compile(
            "(?:getTranslation|translate|new Refused)\\(\\s*\"([a-zA-Z0-9]+(?:\\.[a-zA-Z0-9]+)+)\"\\s*[,)]");

    private static Properties bundle() throws IOException {
        var bundle = new Properties();
        try (var reader = Files.newBufferedReader(
                Path.of("src/main/resources/vaadin-i18n/translations.properties"), StandardCharsets.UTF_8)) {
            bundle.load(reader);
        }
        return bundle;
    }

    private static Map<String, Path> asked() throws IOException {
        var asked = new HashMap<String, Path>();
        try (var sources = Files.walk(Path.of("src/main/java/io/pitchpipe/portal"))) {
            sources.filter(source -> source.toString().endsWith(".java")).forEach(source -> {
                try {
                    var keys = ASKED.matcher(Files.readString(source));
                    while (keys.find()) {
                        asked.put(keys.group(1), source);
                    }
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        return asked;
    }

    @Test
    void every_text_that_is_asked_for_is_in_the_bundle() throws IOException {
        var missing = new TreeSet<>(asked().keySet());
        missing.removeAll(bundle().stringPropertyNames());
        assertThat(missing).isEmpty();
    }

    @Test
    void every_text_can_be_formatted_and_loses_no_apostrophe() throws IOException {
        var bundle = bundle();
        for (var key : bundle.stringPropertyNames()) {
            var text = Objects.requireNonNull(bundle.getProperty(key));
            assertThat(text).as(key).isNotBlank();
            if (text.matches("(?s).*\\{[0-9].*")) {
                var shown = new MessageFormat(text, Locale.ENGLISH).format(new Object[] {7, 7, 7, 7, 7, 7, 7});
                assertThat(shown).as(key).doesNotContain("{0}");
                assertThat(text.replace("''", ""))
                        .as("single apostrophe in " + key)
                        .doesNotContain("'");
            } else {
                assertThat(text).as("doubled apostrophe in " + key).doesNotContain("''");
            }
        }
    }
}
