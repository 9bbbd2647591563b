package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every text that is asked for is in the bundle, and can be formatted. */
class TranslationsTest {

    private static final Pattern ASKED = Pattern.compile(
            "(?:getTranslation|translate|new Refused)\\(\\s*\"([a-zA-Z0-9_-]+(?:\\.[a-zA-Z0-9_-]+)+)\"\\s*[,)]");

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private static final Path TEXTS = Path.of("src/main/resources/vaadin-i18n/translations.properties");

    private static Properties bundle() throws IOException {
        var bundle = new Properties();
        try (var reader = Files.newBufferedReader(TEXTS, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        }
        return bundle;
    }

    /** All sources, without the quote as a character, which would turn texts and what is between them around. */
    private static List<String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/io/pitchpipe/portal"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TranslationsTest::source)
                    .toList();
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file).replaceAll("'\\\\?\"'", "").replace("\"\"\"", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        return sources().stream()
                .flatMap(source -> pattern.matcher(source).results())
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void every_text_that_is_asked_for_is_in_the_bundle() throws IOException {
        var missing = new TreeSet<>(found(ASKED));
        assertThat(missing).as("with hyphens, too").contains("evaluation.epoch-chosen");
        missing.removeAll(bundle().stringPropertyNames());
        assertThat(missing).isEmpty();
    }

    /** A key is written out, or put together from its beginning, which ends with a dot, or its ending, which begins with one. */
    @Test
    void no_text_is_left_that_nobody_asks_for() throws IOException {
        var quoted = found(QUOTED);
        var beginnings = quoted.stream()
                .filter(text -> text.matches("[a-z][a-zA-Z0-9_.-]*\\."))
                .toList();
        var endings = quoted.stream()
                .filter(text -> text.matches("\\.[a-zA-Z0-9_.-]+"))
                .toList();
        assertThat(bundle().stringPropertyNames())
                .allMatch(key -> quoted.contains(key)
                        || beginnings.stream().anyMatch(key::startsWith)
                        || endings.stream()
                                .anyMatch(ending -> key.endsWith(ending)
                                        && quoted.contains(key.substring(0, key.length() - ending.length()))));
    }

    /** Of two, the second would be shown, whichever of them somebody mends. */
    @Test
    void no_text_is_there_twice() throws IOException {
        assertThat(Files.readAllLines(TEXTS).stream()
                        .filter(line -> line.matches("[a-z].*=.*"))
                        .map(line -> line.substring(0, line.indexOf('='))))
                .doesNotHaveDuplicates();
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
