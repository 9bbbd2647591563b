package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.SplitColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables at the limits of what is read: the largest rows and fields, the most columns, and what a reader makes of the columns. */
class CsvLimitsTest {

    private static final Reading CSV = new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0);
    private static final ColumnMapping FIRST_TWO = new ColumnMapping(List.of("0"), "1");

    private static Heard heard(ColumnMapping mapping, String text) {
        return Heard.from(new CsvReader(CSV, mapping, true), text);
    }

    /** A row and its line break fit into a megabyte, or the row is skipped; the buffer it grows in is read in thirds. */
    @ParameterizedTest
    @ValueSource(ints = {262_143, 262_144, 262_145, 524_288, 600_000, 1_048_575})
    void a_row_of_up_to_a_megabyte_is_handed_on(int size) {
        var row = "\"" + "x".repeat(size - 4) + "\",y";
        var text = "in,out\n1,2\n" + row + "\n3,4\n";

        var heard = heard(FIRST_TWO, text);

        assertThat(heard.leftOut()).isEmpty();
        assertThat(heard.rows()).hasSize(3);
        assertThat(heard.rows().get(1).text()).isEqualTo(row).hasSize(size);
        assertThat(heard.rows().get(1).input()).hasSize(size - 4);
        assertThat(heard.rows().getLast().offset()).isEqualTo(11 + size + 1);
        assertThat(heard(FIRST_TWO, text.replace("x\",", "xx\",")).leftOut()).hasSize(size == 1_048_575 ? 1 : 0);
    }

    @Test
    void a_row_of_more_than_a_megabyte_ends_with_the_file_or_has_an_open_quote() {
        var huge = "x".repeat(Window.MOST);

        assertThat(heard(FIRST_TWO, "in,out\n" + huge)
                        .only(FindingCode.ROW_TOO_LARGE)
                        .line())
                .isEqualTo(2);
        var open = heard(FIRST_TWO, "in,out\n1,2\na,\"b\r\nc\"\n\"" + huge + "\n3,\"\"\n4,5\n");
        assertThat(open.only(FindingCode.UNCLOSED_QUOTE).line()).isEqualTo(5);
        assertThat(open.only(FindingCode.UNCLOSED_QUOTE).details()).containsExactly("5");
        var later = heard(FIRST_TWO, "in,out\n\"" + huge + "\n\n\",z,\"\nnot closed");
        assertThat(later.only(FindingCode.UNCLOSED_QUOTE).line()).isEqualTo(2);
        assertThat(later.only(FindingCode.UNCLOSED_QUOTE).details()).containsExactly("4");
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    @Test
    void ten_thousand_columns_are_read_and_one_more_is_too_many() {
        var mapping = new ColumnMapping(List.of("9998"), "9999");

        var most = heard(mapping, fields(10_000) + "\n" + fields(10_000) + "\n");
        assertThat(most.told()).containsExactly("2: 9998 | 9999");

        for (var end : List.of("\n7,8\n", "")) {
            var more = heard(FIRST_TWO, "in,out\n1,2\n" + fields(10_001) + end);
            assertThat(more.only(FindingCode.ROW_TOO_LARGE).line()).isEqualTo(3);
            assertThat(more.only(FindingCode.ROW_TOO_LARGE).text()).isEqualTo(fields(10_001));
            assertThat(more.told()).startsWith("2: 1 | 2").hasSize(end.isEmpty() ? 1 : 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33, 100})
    void fields_with_doubled_quotes_are_told_apart_in_rows_of_any_width(int columns) {
        var row = IntStream.range(0, columns)
                .mapToObj(column -> column % 3 == 0 ? "\"a\"\"" + column + "\"" : "b" + column)
                .collect(Collectors.joining(","));
        for (var column = 0; column < columns; column++) {
            var key = Integer.toString(column);
            var expected = column % 3 == 0 ? "a\"" + column : "b" + column;

            var heard = heard(new ColumnMapping(List.of(key), key), fields(columns) + "\n" + row + "\n");

            assertThat(heard.told()).containsExactly("2: " + expected + " | " + expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_383, 16_384, 16_385, 65_536, 70_000, 140_000})
    void quotes_in_long_fields_are_made_single(int length) {
        var value = "x".repeat(length - 1) + "\"";
        var field = "\"" + value + "\"\"";

        var heard = heard(FIRST_TWO, "in,out\n" + field + "," + field + "\n\"s\"\"\",\"t\"\"\"\n");

        assertThat(heard.rows().getFirst().input()).isEqualTo(value);
        assertThat(heard.rows().getFirst().output()).isEqualTo(value);
        assertThat(heard.told().getLast()).isEqualTo("3: s\" | t\"");
    }

    @Test
    void columns_beyond_the_heading_matter_only_if_there_is_something_in_them() {
        var heard = heard(FIRST_TWO, "in,out\n1,2,\n1,2,,,\n3,4\n5,6,,7\n8,9,\"\"\n");

        assertThat(heard.told()).containsExactly("2: 1 | 2", "3: 1 | 2", "4: 3 | 4", "6: 8 | 9");
        assertThat(heard.only(FindingCode.RAGGED_ROW).details()).containsExactly("4", "2");
        assertThat(heard.only(FindingCode.RAGGED_ROW).text()).isEqualTo("5,6,,7");
    }

    @Test
    void columns_that_are_not_mapped_may_be_missing() {
        var mapping = new ColumnMapping(List.of("1"), "0");

        var heard = heard(mapping, "out,in,note,more\n1,2,x,y\n3,4\n5\n6,7,z");

        assertThat(heard.told()).containsExactly("2: 2 | 1", "3: 4 | 3", "5: 7 | 6");
        assertThat(heard.only(FindingCode.RAGGED_ROW).details()).containsExactly("1", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void the_column_that_divides_a_file_is_handed_on_and_needed(String column) {
        var mapping =
                new ColumnMapping(List.of("1"), "1", null, new SplitColumn(column, Set.of("train"), Set.of("test")));

        var heard = heard(mapping, "a,b,c\ntrain,x,test\ntest,y,train\n" + (column.equals("2") ? "z,z\n" : ""));

        assertThat(heard.rows())
                .extracting(Heard.Row::part)
                .containsExactly(column.equals("0") ? new String[] {"train", "test"} : new String[] {"test", "train"});
        assertThat(heard.leftOut()).hasSize(column.equals("2") ? 1 : 0);
    }

    @Test
    void where_a_file_was_decoded_its_bytes_are_not_named() {
        var bytes = "a,b\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        var decoded = Heard.from(new CsvReader(CSV, FIRST_TWO, false), bytes);
        var plain = Heard.from(new CsvReader(CSV, FIRST_TWO, true), bytes);

        assertThat(decoded.rows()).extracting(Heard.Row::offset).containsExactly(-1L);
        assertThat(plain.rows()).extracting(Heard.Row::offset).containsExactly(4L);
    }

    @Test
    void the_first_row_is_one_like_any_other_where_there_is_no_heading() {
        var heard = Heard.from(new CsvReader(CSV.withHeader(false), FIRST_TWO, true), "1,2\n3,4\n5,6,7\n");

        assertThat(heard.told()).containsExactly("1: 1 | 2", "2: 3 | 4");
        assertThat(heard.only(FindingCode.RAGGED_ROW).details()).containsExactly("3", "2");
    }

    /** The beginning of a file says how many columns it has: what is cut by its end is no row of it. */
    @Test
    void the_row_at_the_end_of_what_is_looked_at_is_not_counted() {
        var row = "x".repeat(990) + ",5,9\n";
        for (var shift = 845; shift < 865; shift++) {
            var heard = heard(FIRST_TWO, "in,out" + " ".repeat(shift) + "\n" + row.repeat(70));

            assertThat(heard.rows()).as("shifted by %s", shift).hasSize(70);
        }
        var twice = "x".repeat(40_000) + ",1,2\n";
        assertThat(heard(FIRST_TWO, "in,out\n" + twice + twice).rows()).hasSize(2);
    }
}
