package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AuditWordsTest {

    /** A call that writes to the audit log, up to its end; the deeds are the quoted words with a dot. */
    private static final Pattern CALL = Pattern.compile("\\.record\\(([^;]*);");

    private static final Pattern DEED = Pattern.compile("\"([a-z]+\\.[a-zA-Z]+)\"");

    @Test
    void every_deed_that_the_portal_records_has_words_in_the_log() throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(
                Path.of("src", "main", "resources", "vaadin-i18n", "translations.properties"))) {
            texts.load(reader);
        }
        var deeds = deeds();
        assertThat(deeds).contains("tuning.launch", "member.invited", "model.share");
        assertThat(deeds)
                .allSatisfy(deed -> assertThat(texts.getProperty("activity.action." + deed))
                        .as(deed)
                        .isNotBlank());
    }

    private static TreeSet<String> deeds() throws IOException {
        var deeds = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src", "main", "java", "io", "pitchpipe", "portal"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .map(AuditWordsTest::text)
                    .flatMap(source -> CALL.matcher(source).results())
                    .flatMap(call -> DEED.matcher(call.group(1)).results())
                    .forEach(deed -> deeds.add(deed.group(1)));
        }
        return deeds;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
