package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One type scale for all stylesheets; what a browser makes of it is held by the journeys. */
class StylesTest {

    private static final Path STYLES = Path.of("frontend", "static", "styles");

    private static final Pattern TYPE =
            Pattern.compile("(?<![\\w-])(font-size|font-weight|font)\\s*:\\s*([^;}]+)[;}]", Pattern.MULTILINE);

    private static final Pattern FROM_THE_SCALE =
            Pattern.compile("inherit|var\\(--pp-(text-(xs|s|m|l)|regular|medium|semibold)\\)");

    private static List<String> violations() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(STYLES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".css")).toList()) {
                var css = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "");
                TYPE.matcher(css)
                        .results()
                        .filter(declared -> !FROM_THE_SCALE
                                .matcher(declared.group(2).strip())
                                .matches())
                        .forEach(declared -> found.add(file.getFileName() + ": " + declared.group()));
            }
        }
        return found;
    }

    @Test
    void every_size_and_weight_of_type_is_one_of_the_scale() throws IOException {
        assertThat(violations()).isEmpty();
    }

    @Test
    void the_scale_is_four_whole_sizes_and_three_weights() throws IOException {
        var tokens = Files.readString(STYLES.resolve("tokens.css"));
        assertThat(Pattern.compile("--pp-(?:text-\\w+|regular|medium|semibold): ([^;]*rem|\\d+);")
                        .matcher(tokens)
                        .results()
                        .map(declared -> declared.group(1)))
                .containsExactly("0.75rem", "0.8125rem", "0.875rem", "1.25rem", "400", "500", "600");
    }
}
