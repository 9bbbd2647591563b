package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that docs/security/threats.md names are there: a renamed or deleted one is noticed where it was relied on. */
class ThreatsTest {

    private static final Path DOCUMENT = Path.of("docs", "security", "threats.md");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*(?:Tests?|IT))?(?:\\.(\\w+)(…)?)?`");

    @Test
    void every_test_that_the_table_of_threats_names_is_there() throws IOException {
        var wrong = new ArrayList<String>();
        var seen = 0;
        for (var line : Files.readAllLines(DOCUMENT)) {
            var test = "";
            var names = NAME.matcher(line);
            while (names.find()) {
                test = names.group(1) == null ? test : names.group(1);
                if (test.isEmpty()) {
                    continue;
                }
                seen++;
                var source = source(test);
                var sentence = names.group(2);
                if (source.isEmpty()) {
                    wrong.add(test + " is not there");
                } else if (sentence != null
                        && !source.contains("void " + sentence + (names.group(3) == null ? "(" : ""))) {
                    wrong.add(test + " has no test " + sentence);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void every_row_has_a_test_or_a_reason() throws IOException {
        assertThat(Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
                        .map(line ->
                                List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                        .filter(row -> row.stream().anyMatch(String::isBlank)))
                .isEmpty();
    }

    private static String source(String test) throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            var file = files.filter(each -> each.endsWith(test + ".java")).findFirst();
            return file.isPresent() ? Files.readString(file.get()) : "";
        }
    }
}
