package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    private static final Reading CSV = new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0);
    private static final ColumnMapping FIRST_TWO = new ColumnMapping(List.of("0"), "1");

    private static CsvReader reader() {
        return new CsvReader(CSV, FIRST_TWO, true);
    }

    private static Example example(String input, String output) {
        return new Example(input, output);
    }

    @Provide
    Arbitrary<List<Example>> examples() {
        var text = Arbitraries.strings()
                .withChars("ab \",;\t'\n\r|")
                .withChars('ä', '€', 'ש', '\u2028', '\ufeff')
                .ofMaxLength(40)
                .filter(value -> !value.startsWith("\ufeff"));
        return Combinators.combine(text, text)
                .as(Example::new)
                .filter(example ->
                        !example.input().isEmpty() || !example.output().isEmpty())
                .list()
                .ofMaxSize(60);
    }

    @Property
    void what_fastcsv_writes_is_read_back_equal(
            @ForAll("examples") List<Example> examples,
            @ForAll LineDelimiter lines,
            @ForAll boolean always,
            @ForAll boolean tabs) {
        var written = new StringWriter();
        var delimiter = tabs ? '\t' : ',';
        var builder = CsvWriter.builder().fieldSeparator(delimiter).lineDelimiter(lines);
        if (always) {
            builder.quoteStrategy(QuoteStrategies.ALWAYS);
        }
        try (var csv = builder.build(written)) {
            csv.writeRecord("in", "out");
            examples.forEach(example -> csv.writeRecord(example.input(), example.output()));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        var bytes = written.toString().getBytes(StandardCharsets.UTF_8);
        var reading = CSV.withDelimiter(delimiter);

        var read = Collected.read(new CsvReader(reading, FIRST_TWO, true), bytes);
        var dribbled = Collected.read(new CsvReader(reading, FIRST_TWO, true), new Dribble(bytes));

        assertThat(read.examples()).isEqualTo(examples);
        assertThat(dribbled).isEqualTo(read);
        assertThat(read.report().rejected()).isZero();
    }

    @Property
    void any_bytes_are_read_to_their_end_and_every_row_is_counted(@ForAll byte[] bytes) {
        var read = Collected.read(reader(), bytes);

        assertThat(read.report().accepted()).isEqualTo(read.examples().size());
        assertThat(read.report().total())
                .isEqualTo(read.report().accepted() + read.report().rejected());
        assertThat(Collected.read(reader(), new Dribble(bytes)).examples()).isEqualTo(read.examples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", "\r\r\n"})
    void any_line_break_ends_a_row(String lineBreak) {
        var read = Collected.read(reader(), String.join(lineBreak, "a,b", "1,2", "3,4", ""));

        assertThat(read.examples()).containsExactly(example("1", "2"), example("3", "4"));
    }

    @Test
    void mixed_line_breaks_are_the_same_rows() {
        var read = Collected.read(reader(), "a,b\r\n1,2\r3,4\n\"5\r\n5\",6");

        assertThat(read.examples()).containsExactly(example("1", "2"), example("3", "4"), example("5\r\n5", "6"));
    }

    @Test
    void an_unclosed_quote_is_reported_with_the_line_it_opened_on() {
        var read = Collected.read(reader(), "a,b\n1,2\n\"x\ny\",3\n4,\"never closed\n5,6\n7,8\n");

        var finding = read.only(FindingCode.UNCLOSED_QUOTE);
        assertThat(finding.details()).containsExactly("5");
        assertThat(finding.excerpt()).startsWith("4,\"never closed");
        assertThat(read.examples()).containsExactly(example("1", "2"), example("x\ny", "3"));
        assertThat(read.report().isValid()).isFalse();
    }

    @Test
    void text_behind_a_closing_quote_leaves_only_its_row_out() {
        var read = Collected.read(reader(), "a,b\n\"He said \"hi\" to me\",x\n3,4\n");

        assertThat(read.only(FindingCode.STRAY_QUOTE).line()).isEqualTo(2);
        assertThat(read.examples()).containsExactly(example("3", "4"));
        assertThat(read.report().rejected()).isEqualTo(1);
    }

    @Test
    void a_quote_within_an_unquoted_field_is_text() {
        assertThat(Collected.read(reader(), "a,b\n5\" pipe,x\n").examples()).containsExactly(example("5\" pipe", "x"));
    }

    @Test
    void ragged_rows_are_left_out_with_their_line_and_both_counts() {
        var read = Collected.read(reader(), "a,b\n1\n1,2,3\n5,6,\n7,8\n");

        assertThat(read.findings(FindingCode.RAGGED_ROW))
                .extracting(finding -> finding.line() + ":" + finding.details())
                .containsExactly("2:[1, 2]", "3:[3, 2]");
        assertThat(read.examples()).containsExactly(example("5", "6"), example("7", "8"));
        assertThat(read.report().total()).isEqualTo(4);
    }

    @Test
    void a_heading_of_fewer_columns_than_all_rows_have_leaves_no_row_out() {
        var read = Collected.read(reader(), "569,30\n1,2,3\n4,5,6\n7,8,9\n");
        assertThat(read.examples()).containsExactly(example("1", "2"), example("4", "5"), example("7", "8"));

        var wider = Collected.read(reader(), "a,b,note\n1,2\n3,4\n5,6,x\n");
        assertThat(wider.examples()).containsExactly(example("1", "2"), example("3", "4"), example("5", "6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"5\""})
    void a_last_row_that_is_cut_says_that_the_file_breaks_off(String cut) {
        var read = Collected.read(reader(), "a,b\n1,2\n" + cut);

        assertThat(read.only(FindingCode.BROKEN_FILE).line()).isEqualTo(3);
        assertThat(read.only(FindingCode.BROKEN_FILE).excerpt()).isEqualTo(cut);
        assertThat(read.report().isValid()).isFalse();
        assertThat(read.report().total()).isEqualTo(2);
        assertThat(Collected.read(reader(), "a,b\n1,2\n" + cut + "\n").only(FindingCode.RAGGED_ROW))
                .isNotNull();
    }

    @Test
    void a_last_row_that_is_cut_within_a_character_is_no_wrong_encoding() {
        for (var character : List.of("é", "€", "😀")) {
            var whole = ("a,b\n1,2\n3," + character).getBytes(StandardCharsets.UTF_8);
            for (var cut = 1; cut < character.getBytes(StandardCharsets.UTF_8).length; cut++) {
                var read = Collected.read(reader(), java.util.Arrays.copyOf(whole, whole.length - cut));

                assertThat(read.only(FindingCode.BROKEN_FILE).line()).isEqualTo(3);
                assertThat(read.examples()).containsExactly(example("1", "2"));
            }
            assertThat(Collected.read(reader(), whole).report().rejected()).isZero();
        }
    }

    @Test
    void invalid_utf8_is_named_by_row_and_byte_and_never_replaced() {
        var bytes = "a,b\nok,1\n\"q\"\"uo\",caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        var read = Collected.read(reader(), bytes);

        var finding = read.only(FindingCode.INVALID_UTF8);
        assertThat(finding.line()).isEqualTo(3);
        assertThat(bytes[Integer.parseInt(finding.details().getFirst())]).isEqualTo((byte) 0xe9);
        assertThat(finding.excerpt()).contains("\\xE9").doesNotContain("\ufffd");
        assertThat(read.examples()).containsExactly(example("ok", "1"));
    }

    @Test
    void a_nul_leaves_its_row_out() {
        var read = Collected.read(reader(), "a,b\n1\u0000,2\n3,4\n");

        assertThat(read.only(FindingCode.NUL).line()).isEqualTo(2);
        assertThat(read.examples()).hasSize(1);
    }

    @Test
    void several_input_columns_are_joined_by_an_empty_line() {
        var reader = new CsvReader(CSV, new ColumnMapping(List.of("2", "0"), "1"), true);

        var read = Collected.read(reader, "a,b,c\nx,out,\"do \"\"it\"\"\"\n,out2,only\n");

        assertThat(read.examples()).containsExactly(example("do \"it\"\n\nx", "out"), example("only", "out2"));
    }

    @Test
    void a_huge_row_is_skipped_without_being_kept_and_the_next_is_read() {
        var huge = new InputStream() {
            private long left = 300L * 1024 * 1024;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                var count = (int) Math.min(left, length);
                java.util.Arrays.fill(target, offset, offset + count, (byte) 'x');
                left -= count;
                return count;
            }
        };
        var file = new SequenceInputStream(
                new SequenceInputStream(stream("a,b\n1,2\n\"quoted\n\"\"line"), huge), stream("\",z\n3,4\n"));

        var read = Collected.read(reader(), file);

        assertThat(read.only(FindingCode.ROW_TOO_LARGE).line()).isEqualTo(3);
        assertThat(read.examples()).containsExactly(example("1", "2"), example("3", "4"));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
