package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words that docs/glossary.md gave up do not return to the texts people read. */
class GlossaryTest {

    private static final Path TEXTS = Path.of("src/main/resources/vaadin-i18n/translations.properties");

    private static final Pattern GIVEN_UP = Pattern.compile(
            "\\b(teach\\w*|taught|mend\\w*|bring\\w*|brought|this place|deeds?|whoever|nobody|no more)\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void one_thing_has_one_name() throws IOException {
        assertThat(Files.readAllLines(TEXTS, StandardCharsets.UTF_8).stream()
                        .filter(line -> !line.startsWith("#") && line.contains("="))
                        .filter(line -> GIVEN_UP.matcher(line.substring(line.indexOf('=') + 1))
                                .find()))
                .isEmpty();
    }
}
