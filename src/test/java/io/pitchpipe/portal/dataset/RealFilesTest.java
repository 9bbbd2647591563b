package io.pitchpipe.portal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that were not made for Pitchpipe go through untouched, with the reading and the mapping that are suggested, and what was found in
 * each is what the table in {@code docs/datasets.md} says. Small ones lie among the tests' resources, with their licences; the others
 * are fetched by {@code bin/test} with the option {@code --real-files}.
 */
class RealFilesTest extends DatasetTest {

    private static final Path FETCHED = Path.of("target", "real-files");
    private static final Path DOCUMENT = Path.of("docs", "datasets.md");

    /** A line of the list. */
    record RealFile(String registry, String packageName, String version, String licence, String name) {

        @Override
        public String toString() {
            return name;
        }

        private static RealFile of(String line) {
            var cells = line.split("\t");
            return new RealFile(cells[0], cells[1], cells[2], cells[4], cells[5]);
        }

        boolean kept() {
            return RealFilesTest.class.getResource("/datasets/real/" + name) != null;
        }
    }

    private static Stream<RealFile> all() {
        try {
            var list = Path.of("src", "test", "resources", "datasets", "real-files.tsv");
            return Files.readAllLines(list).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(RealFile::of);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static List<RealFile> kept() {
        return all().filter(RealFile::kept).toList();
    }

    static List<RealFile> fetched() {
        return all().filter(file -> !file.kept()).toList();
    }

    @ParameterizedTest
    @MethodSource("kept")
    void a_small_real_file_goes_through_untouched(RealFile file) throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/datasets/real/" + file.name()))) {
            goesThrough(file, in);
        }
    }

    @Tag("real-files")
    @ParameterizedTest
    @MethodSource("fetched")
    void a_fetched_real_file_goes_through_untouched(RealFile file) throws IOException {
        try (var in = Files.newInputStream(FETCHED.resolve(file.name()))) {
            goesThrough(file, in);
        }
    }

    private void goesThrough(RealFile file, InputStream in) throws IOException {
        var upload = datasets.receive(team, file.name(), in);
        var peek = datasets.peek(team, upload, null);
        var mapping = peek.guess().orElseThrow();
        var version = datasets.create(team, file.name(), upload, new ImportPlan(peek.reading(), mapping))
                .latest();
        assertThat(version.state()).isIn(VersionState.VALID, VersionState.INVALID);
        var report = rows.report(team, version.id()).orElseThrow();
        assertThat(report.accepted())
                .isEqualTo(version.rows())
                .isEqualTo(all(version.id()).size());

        var line = "| %s %s (%s) | %s | %s | %s | %d | %d | %s |"
                .formatted(
                        file.packageName(),
                        file.version(),
                        file.licence(),
                        file.name(),
                        reading(peek.reading()),
                        columns(peek, mapping),
                        report.accepted(),
                        report.rejected(),
                        found(report));

        assertThat(Files.readAllLines(DOCUMENT)).contains(line);
    }

    private static String reading(Reading reading) {
        return switch (reading.format()) {
            case DELIMITED ->
                (reading.delimiter() == ',' ? "comma" : reading.delimiter() == '\t' ? "tab" : "semicolon")
                        + (reading.header() ? "" : ", no header");
            case JSON -> "JSON";
            case JSON_LINES -> "JSON lines";
            case EXCEL -> "Excel" + (reading.header() ? "" : ", no header");
        };
    }

    private static String columns(Peek peek, ColumnMapping mapping) {
        return mapping.inputs().stream().map(key -> title(peek, key)).collect(Collectors.joining(" + ")) + " → "
                + title(peek, mapping.output());
    }

    private static String title(Peek peek, String key) {
        var title = peek.columns().stream()
                .filter(column -> column.key().equals(key))
                .map(Peek.Column::title)
                .findFirst()
                .orElse("");
        return title.isEmpty() ? "column " + (Integer.parseInt(key) + 1) : title;
    }

    private static String found(ValidationReport report) {
        return report.groups().isEmpty()
                ? "nothing"
                : report.groups().stream()
                        .map(group -> group.code() + " " + group.count())
                        .collect(Collectors.joining(", "));
    }
}
