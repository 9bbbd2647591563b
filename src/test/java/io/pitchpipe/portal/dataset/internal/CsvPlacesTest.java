package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Where in a file a row is said to be, however the file comes in: every line counted, every byte, at every edge of a buffer. */
class CsvPlacesTest {

    private static final Reading CSV = new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0);

    /** More than a reader looks at beforehand: what stands behind it is read in the very pieces it comes in. */
    private static final String BEFORE = "in,out\n" + "x".repeat(70_000) + ",y\n";

    private static final int LINES_BEFORE = 2;

    private static CsvReader reader(Reading reading) {
        return new CsvReader(reading, new ColumnMapping(List.of("0"), "1"), true);
    }

    /** What is said of a text that stands behind others: the same whether it comes at once or a few bytes at a time. */
    private static Heard behind(Reading reading, String text) {
        var before = bytes(BEFORE.replace(',', reading.delimiter()));
        var bytes = bytes(text);
        var whole = Heard.from(
                reader(reading),
                new SequenceInputStream(new ByteArrayInputStream(before), new ByteArrayInputStream(bytes)));
        var dribbled = Heard.from(
                reader(reading), new SequenceInputStream(new ByteArrayInputStream(before), new Dribble(bytes)));
        assertThat(dribbled).isEqualTo(whole);
        assertThat(whole.rows().removeFirst().output()).isEqualTo("y");
        return whole;
    }

    private static Heard behind(String text) {
        return behind(CSV, text);
    }

    /** A row as it is written, and what follows it: a line break of some kind, perhaps with empty lines behind. */
    record Written(String input, String output, boolean quoted, String lineBreak) {

        private String text(char delimiter, char quote) {
            return field(input, delimiter, quote) + delimiter + field(output, delimiter, quote);
        }

        private String field(String value, char delimiter, char quote) {
            var needed = value.indexOf(delimiter) >= 0
                    || value.indexOf('\n') >= 0
                    || value.indexOf('\r') >= 0
                    || value.indexOf(quote) == 0;
            return quoted || needed ? quote + value.replace("" + quote, "" + quote + quote) + quote : value;
        }
    }

    @Provide
    Arbitrary<List<Written>> tables() {
        var text = Arbitraries.strings()
                .withChars("ab \"',;\t|\n\r")
                .withChars('é', '€')
                .ofMaxLength(25);
        var breaks = Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\r\r", "\n\r\n", "\r\n\n");
        return Combinators.combine(text, text, Arbitraries.of(true, false), breaks)
                .as(Written::new)
                .list()
                .ofMaxSize(20);
    }

    @Property
    void every_row_is_told_with_its_line_and_its_bytes(
            @ForAll("tables") List<Written> rows, @ForAll("delimiters") char delimiter, @ForAll("quotes") char quote) {
        var text = new StringBuilder();
        var expected = new ArrayList<Heard.Row>();
        for (var row : rows) {
            var written = row.text(delimiter, quote);
            expected.add(new Heard.Row(
                    1 + LINES_BEFORE + lineBreaks(text),
                    row.input(),
                    row.output(),
                    "",
                    written,
                    BEFORE.length() + bytes(text.toString()).length));
            text.append(written).append(row.lineBreak());
        }

        var heard = behind(new Reading(Format.DELIMITED, delimiter, quote, true, "UTF-8", 0), text.toString());

        assertThat(heard.rows()).isEqualTo(expected);
        assertThat(heard.leftOut()).isEmpty();
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<Character> quotes() {
        return Arbitraries.of('"', '\'');
    }

    private static int lineBreaks(CharSequence text) {
        return (int) Pattern.compile("\r\n|\r|\n").matcher(text).results().count();
    }

    /**
     * A text of which nothing but {@code a,b} is a row, and what is said of the other.
     *
     * @param line where it starts, counted within the text
     * @param shown the row that is left out
     * @param detail how the details start; a line is counted in the whole file
     */
    record Wrong(String text, FindingCode why, long line, String shown, String detail) {}

    static final List<Wrong> WRONG = List.of(
            new Wrong("1,\"2", FindingCode.UNCLOSED_QUOTE, 1, "1,\"2", "3"),
            new Wrong("a,b\r\n\"x\r\ny\",\"2", FindingCode.UNCLOSED_QUOTE, 2, "\"x\r\ny\",\"2", "5"),
            new Wrong(
                    "a,b\r\r\n\"x\ry\n\r\nz\",\"2\r3\n\"\"",
                    FindingCode.UNCLOSED_QUOTE,
                    3,
                    "\"x\ry\n\r\nz\",\"2\r3\n\"\"",
                    "8"),
            new Wrong("\"1\"2,3\r\na,b", FindingCode.STRAY_QUOTE, 1, "\"1\"2,3", "3"),
            new Wrong("a,b\n\n1,\"x\r\ny\"z\ra,b", FindingCode.STRAY_QUOTE, 3, "1,\"x\r\ny\"z", "5"),
            new Wrong("a,b\n\"1\" ,3", FindingCode.STRAY_QUOTE, 2, "\"1\" ,3", "4"),
            new Wrong("a,b\n1,2,3\na,b\n", FindingCode.RAGGED_ROW, 2, "1,2,3", "3"),
            new Wrong("1\r\r\ra,b\n", FindingCode.RAGGED_ROW, 1, "1", "1"),
            new Wrong("a,b\n\n\"1\"", FindingCode.BROKEN_FILE, 3, "\"1\"", ""));

    @ParameterizedTest
    @FieldSource("WRONG")
    void what_is_left_out_is_told_with_its_line_and_the_row(Wrong wrong) {
        var heard = behind(wrong.text());

        var told = heard.only(wrong.why());
        assertThat(told.line()).isEqualTo(wrong.line() + LINES_BEFORE);
        assertThat(told.text()).isEqualTo(wrong.shown());
        assertThat(String.join(" ", told.details())).startsWith(wrong.detail());
        var good = Pattern.compile("a,b").matcher(wrong.text()).results().count();
        assertThat(heard.rows()).hasSize((int) good).allMatch(row -> row.text().equals("a,b"));
    }

    /**
     * A row too large to be kept.
     *
     * @param row with a megabyte of text for each {@code ^}
     * @param lineBreaks in its quotes
     */
    record Huge(String row, int lineBreaks) {}

    static final List<Huge> HUGE = List.of(
            new Huge("x\"^\"", 0),
            new Huge("^,\"x\r\n\"", 1),
            new Huge("\"^\n\r\n\r\"", 3),
            new Huge("\"\n\r\n\r^\"", 3),
            new Huge("\"^\"\"\nx\",2", 1),
            new Huge("1,\"\r^\n\"", 2),
            new Huge("\"\"\"\n^\"", 1),
            new Huge("\"a\",\"\n^\"", 1),
            new Huge("\"a\"b,^\"", 0),
            new Huge("^,\"\n\",\"\r\r\n\"", 3));

    /** The lines of a row too large to be kept are counted all the same, whatever ends them and wherever its quotes are. */
    @ParameterizedTest
    @FieldSource("HUGE")
    void the_lines_of_a_row_too_large_are_counted(Huge huge) {
        var text = "in,out\na,b\n" + huge.row().replace("^", "x".repeat(Window.MOST)) + "\r\na,b\n";

        var heard = Heard.from(reader(CSV), text);
        var dribbled = Heard.from(
                reader(CSV),
                new SequenceInputStream(
                        new ByteArrayInputStream(bytes(text.substring(0, text.length() - 200))),
                        new Dribble(bytes(text.substring(text.length() - 200)))));

        assertThat(heard.only(FindingCode.ROW_TOO_LARGE).line()).isEqualTo(3);
        assertThat(heard.only(FindingCode.ROW_TOO_LARGE).details()).containsExactly("1048576");
        assertThat(heard.told()).containsExactly("2: a | b", (4 + huge.lineBreaks()) + ": a | b");
        assertThat(heard.rows().getLast().offset()).isEqualTo(text.length() - 4);
        assertThat(dribbled.rows()).isEqualTo(heard.rows());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
