package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.json.JsonMapper;

/** Where in a file of JSON something is said to be, and what is said of it. */
class JsonPlacesTest {

    private static final ColumnMapping MAPPING = new ColumnMapping(List.of("in"), "out");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GOOD = "{\"in\":\"a\",\"out\":\"b\"}";

    private static Heard lines(String text) {
        return Heard.from(new JsonLinesReader(MAPPING, true), text);
    }

    private static Heard document(String text) {
        return Heard.from(new JsonDocumentReader(MAPPING), text);
    }

    /** A line as it is written; {@code around} stands before and behind it. */
    record Written(String input, String output, String around, String lineBreak) {}

    @Provide
    Arbitrary<List<Written>> files() {
        var text = Arbitraries.strings()
                .withChars("ab \"\\\n\t/")
                .withChars('é', '€')
                .ofMaxLength(20);
        var around = Arbitraries.of("", "", " ", "\t ", "  \t");
        var breaks = Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\r\n \t\r\n", "\r\r", "\n\r\n", "\r\n\n", "\n  \n");
        return Combinators.combine(text, text, around, breaks)
                .as(Written::new)
                .list()
                .ofMaxSize(20);
    }

    @Property
    void every_line_is_told_with_its_number_and_its_bytes(@ForAll("files") List<Written> rows) {
        var text = new StringBuilder();
        var expected = new ArrayList<Heard.Row>();
        for (var row : rows) {
            var written = JSON.writeValueAsString(Map.of("in", row.input(), "out", row.output()));
            text.append(row.around());
            expected.add(new Heard.Row(
                    1 + Pattern.compile("\r\n|\r|\n").matcher(text).results().count(),
                    row.input(),
                    row.output(),
                    "",
                    written,
                    bytes(text.toString()).length));
            text.append(written).append(row.around()).append(row.lineBreak());
        }

        var heard = lines(text.toString());

        assertThat(heard.rows()).isEqualTo(expected);
        assertThat(heard.leftOut()).isEmpty();
        assertThat(Heard.from(new JsonLinesReader(MAPPING, true), new Dribble(bytes(text.toString()))))
                .isEqualTo(heard);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line and its line break fit into a megabyte, or the line is skipped. */
    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 262_143, 262_144, 262_145, 700_000, 1_048_575})
    void a_line_of_up_to_a_megabyte_is_handed_on(int size) {
        var line = "{\"in\":\"" + "x".repeat(size - 18) + "\",\"out\":\"\"}";

        var heard = lines(GOOD + "\n" + line + "\n" + GOOD);

        assertThat(heard.leftOut()).isEmpty();
        assertThat(heard.rows().get(1).text()).isEqualTo(line).hasSize(size);
        assertThat(heard.rows().get(1).input()).hasSize(size - 18);
        assertThat(heard.rows().getLast().line()).isEqualTo(3);
        assertThat(heard.rows().getLast().offset()).isEqualTo(GOOD.length() + size + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\r\n\r\n", "\n \n"})
    void a_line_of_more_than_a_megabyte_is_skipped_and_the_next_is_read(String lineBreak) {
        var huge = "{\"in\":\"" + "x".repeat(Window.MOST) + "\",\"out\":\"b\"}";
        var text = GOOD + "\n" + huge + lineBreak + GOOD;
        var lineOfLast = lineBreak.length() > 2 ? 4 : 3;

        for (var heard : List.of(
                lines(text),
                Heard.from(
                        new JsonLinesReader(MAPPING, true),
                        new SequenceInputStream(
                                new ByteArrayInputStream(bytes(text.substring(0, text.length() - 100))),
                                new Dribble(bytes(text.substring(text.length() - 100))))))) {
            assertThat(heard.only(FindingCode.ROW_TOO_LARGE).line()).isEqualTo(2);
            assertThat(heard.only(FindingCode.ROW_TOO_LARGE).details()).containsExactly("1048576");
            assertThat(heard.told()).containsExactly("1: a | b", lineOfLast + ": a | b");
            assertThat(heard.rows().getLast().offset()).isEqualTo(text.length() - GOOD.length());
        }
        assertThat(lines(huge).only(FindingCode.ROW_TOO_LARGE).line()).isOne();
        assertThat(lines(huge + lineBreak).only(FindingCode.ROW_TOO_LARGE).line())
                .isOne();
    }

    /**
     * A line that is no row.
     *
     * @param line stands between two good ones
     * @param details what is said of it
     */
    record Wrong(String line, FindingCode why, List<String> details) {

        private static Wrong notJson(String line, int column) {
            return new Wrong(line, FindingCode.NOT_JSON, List.of(Integer.toString(column)));
        }
    }

    static final List<Wrong> WRONG = List.of(
            Wrong.notJson("[1]", 1),
            Wrong.notJson("\"text\"", 1),
            Wrong.notJson("{\"in\":\"a\",\"out\":\"b\"} {}", 22),
            Wrong.notJson("{\"in\":\"a\",\"out\":\"b\"}x", 21),
            Wrong.notJson("{\"in\":\"a\",}", 11),
            Wrong.notJson("{\"in\" \"a\"}", 7),
            Wrong.notJson("{\"in\":\"a\u0001\"}", 9),
            new Wrong("{\"in\":\"a\",\"in\":\"a\"}", FindingCode.DUPLICATE_FIELD, List.of("15")),
            new Wrong("{\"in\":\"a\",\"extra\":1}", FindingCode.MISSING_FIELD, List.of("out")),
            new Wrong("{\"in\":\"a\",\"out\":[\"b\"]}", FindingCode.NOT_TEXT, List.of("out")),
            new Wrong("{\"in\":{\"a\":1},\"out\":\"b\"}", FindingCode.NOT_TEXT, List.of("in")),
            new Wrong("{\"in\":\"a\",\"n\":" + "1".repeat(500) + "}", FindingCode.ROW_TOO_LARGE, List.of("1048576")));

    @ParameterizedTest
    @FieldSource("WRONG")
    void a_line_that_is_no_row_is_told_with_its_number_and_the_character(Wrong wrong) {
        var heard = lines(GOOD + "\r\n\r\n  " + wrong.line() + "\n" + GOOD + "\n");

        assertThat(heard.only(wrong.why()).details()).isEqualTo(wrong.details());
        assertThat(heard.only(wrong.why()).line()).isEqualTo(3);
        assertThat(heard.told()).containsExactly("1: a | b", "4: a | b");
    }

    @ParameterizedTest
    @FieldSource("WRONG")
    void the_last_line_is_wrong_as_any_other_is_unless_it_ends_before_it_should(Wrong wrong) {
        var heard = lines(GOOD + "\n" + wrong.line());

        assertThat(heard.only(wrong.why()).details()).isEqualTo(wrong.details());
        for (var cut = 1; cut < GOOD.length(); cut++) {
            assertThat(lines(GOOD + "\n" + GOOD.substring(0, cut))
                            .only(FindingCode.BROKEN_FILE)
                            .text())
                    .isEqualTo(GOOD.substring(0, cut));
            assertThat(lines(GOOD.substring(0, cut) + "\n").leftOut().getFirst().why())
                    .isIn(FindingCode.NOT_JSON);
        }
    }

    /** A byte that is no UTF-8 is named by its place in the file, and shown with what stands before it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 19, 20, 21, 90})
    void a_wrong_byte_is_named_and_shown(int before) {
        var text =
                GOOD + "\n {\"in\":\"" + "y".repeat(before) + "\u00e9\u00e9" + "z".repeat(100) + "\",\"out\":\"b\"}\n";
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);

        var heard = Heard.from(new JsonLinesReader(MAPPING, true), bytes);
        var checked = Collected.read(new JsonLinesReader(MAPPING, true), bytes);
        var decoded = Collected.read(new JsonLinesReader(MAPPING, false), bytes);

        assertThat(heard.rows()).hasSize(2);
        var finding = checked.only(FindingCode.INVALID_UTF8);
        assertThat(finding.details()).containsExactly(Integer.toString(text.indexOf('\u00e9')));
        assertThat(finding.line()).isEqualTo(2);
        var shown = ("{\"in\":\"" + "y".repeat(before));
        assertThat(finding.excerpt())
                .startsWith(shown.substring(Math.max(0, shown.length() - 20)) + "\\xE9\\xE9zzz")
                .endsWith("z…");
        assertThat(decoded.only(FindingCode.INVALID_UTF8).details()).isEmpty();
    }

    /** Left to the thorough reader, since it has a field more. */
    @Test
    void a_wrong_byte_is_named_in_lines_of_any_form() {
        var text = GOOD + "\n {\"id\":7,\"in\":\"" + "y".repeat(30) + "\u00e9\",\"out\":\"b\"}\n";
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);

        var told = Heard.from(new JsonLinesReader(MAPPING, true), bytes).only(FindingCode.INVALID_UTF8);
        var decoded = Heard.from(new JsonLinesReader(MAPPING, false), bytes).only(FindingCode.INVALID_UTF8);

        assertThat(told.line()).isEqualTo(2);
        assertThat(told.details()).containsExactly(Integer.toString(text.indexOf('\u00e9')));
        assertThat(told.excerpt()).isEqualTo("y".repeat(20) + "\\xE9\",\"out\":\"b\"}");
        assertThat(told.text())
                .isEqualTo(text.strip().substring(GOOD.length() + 2).replace("\u00e9", "\\xE9"));
        assertThat(decoded.details()).isEmpty();
    }

    @Test
    void rows_of_a_document_are_told_with_the_line_they_start_on() {
        var heard = document(
                "{\"examples\":\n[\n" + GOOD + ", 3, [" + GOOD + "],\n\n  {\"in\":\n\"c\",\"out\":\"d\"}\n]}\n");

        assertThat(heard.told()).containsExactly("3: a | b", "5: c | d");
        assertThat(heard.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "[1,\"a\"]", "{\"a\":[],\"b\":[[1]]}", "7"})
    void a_document_without_objects_in_an_array_has_no_rows(String text) {
        var heard = document(text);

        assertThat(heard.rows()).isEmpty();
        assertThat(heard.leftOut()).isEmpty();
    }

    @Test
    void objects_behind_arrays_of_something_else_are_found() {
        assertThat(document("{\"tags\":[],\"more\":[\"x\",[2]],\"rows\":[" + GOOD + "],\"later\":[" + GOOD + "]}")
                        .told())
                .containsExactly("1: a | b");
        assertThat(document("[[" + GOOD + "]]").told()).containsExactly("1: a | b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[^,\n{\"in\":",
                "[^\n",
                "{\"x\":[^],\n\"y\":",
                "[^]\n]",
                "[^,\nnonsense]",
                "[^,\n{\"in\":1,\"in\":2}]"
            })
    void a_document_that_is_broken_is_told_with_the_line_and_column(String text) {
        var heard = document(text.replace("^", GOOD));

        assertThat(heard.told()).containsExactly("1: a | b");
        assertThat(heard.only(FindingCode.BROKEN_FILE).line()).isEqualTo(2);
        assertThat(Integer.parseInt(
                        heard.only(FindingCode.BROKEN_FILE).details().getFirst()))
                .isBetween(1, 20);
    }

    @Test
    void whoever_has_seen_enough_rows_is_told_no_more() {
        var seen = new ArrayList<Long>();
        try (var parser = JsonPairs.JSON.createParser(
                ObjectReadContext.empty(), bytes("[" + GOOD + "," + GOOD + ",\n" + GOOD + "] nonsense"))) {
            JsonDocumentReader.rows(parser, row -> {
                seen.add(row.line());
                return seen.size() < 2;
            });
        }
        assertThat(seen).hasSize(2);
    }

    @Test
    void what_breaks_while_it_is_read_is_no_fault_of_the_file() {
        for (var reader : List.of(new JsonDocumentReader(MAPPING), new JsonLinesReader(MAPPING, true))) {
            var failing = new SequenceInputStream(new ByteArrayInputStream(bytes("[" + GOOD + ",")), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("the disk");
                }
            });
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> reader.read(failing, new DatasetValidator((bytes, length, rows) -> {})))
                    .withMessage("the disk");
        }
    }
}
