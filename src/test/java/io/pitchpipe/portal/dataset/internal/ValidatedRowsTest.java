package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the validator does with rows as a reader hands them on: the chunks it makes, what it tells, and whom. */
class ValidatedRowsTest {

    /** Bytes of a canonical line around its texts. */
    private static final int AROUND =
            CanonicalLine.OPEN.length + CanonicalLine.MIDDLE.length + CanonicalLine.CLOSE.length;

    private final List<String> chunks = new ArrayList<>();
    private final List<Integer> rowsOfChunks = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final DatasetValidator validator = new DatasetValidator(
            (bytes, length, rows) -> {
                chunks.add(new String(bytes, 0, length, StandardCharsets.UTF_8));
                rowsOfChunks.add(rows);
            },
            leftOut::add,
            (code, row) -> heard.add(row + " " + code));

    private static RawPair pair(byte[] input, byte[] output) {
        var pair = new RawPair();
        pair.line = 7;
        pair.input(input, 0, input.length);
        pair.output(output, 0, output.length);
        return pair;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void take(String input, String output) {
        validator.pair(pair(bytes(input), bytes(output)));
    }

    private static List<Finding> findings(ValidationReport report, FindingCode code) {
        return report.groups().stream()
                .filter(group -> group.code() == code)
                .flatMap(group -> group.findings().stream())
                .toList();
    }

    private static Finding only(ValidationReport report, FindingCode code) {
        assertThat(findings(report, code)).hasSize(1);
        return findings(report, code).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 1", "1, 1"})
    void a_chunk_is_handed_on_once_it_holds_64_kilobytes(int more, int handedOn) {
        var half = DatasetValidator.CHUNK_BYTES / 2;
        take("x".repeat(half - AROUND - 1), "y");
        assertThat(chunks).isEmpty();
        take("z".repeat(half - AROUND - 1 + more), "y");

        assertThat(chunks).hasSize(handedOn);
        assertThat(validator.accepted()).isEqualTo(2);
        assertThat(validator.bytes()).isEqualTo(DatasetValidator.CHUNK_BYTES + more);

        take("last", "y");
        var report = validator.finish();
        assertThat(rowsOfChunks).isEqualTo(handedOn == 0 ? List.of(3) : List.of(2, 1));
        assertThat(String.join("", chunks)).hasSize((int) validator.bytes());
        assertThat(chunks.getLast()).endsWith("{\"textInput\":\"last\",\"output\":\"y\"}\n");
        assertThat(report.accepted()).isEqualTo(3);
    }

    @Test
    void nothing_is_handed_on_where_there_is_nothing() {
        validator.finish();

        assertThat(chunks).isEmpty();
    }

    @Test
    void a_row_of_512_kilobytes_is_kept_and_one_byte_more_is_not() {
        take("before", "y");
        take("x".repeat(Limits.ROW_BYTES - AROUND - 1), "y");
        take("x".repeat(Limits.ROW_BYTES - AROUND), "y");
        take("behind", "y");
        var report = validator.finish();

        assertThat(validator.accepted()).isEqualTo(3);
        assertThat(validator.rejected()).isOne();
        assertThat(only(report, FindingCode.ROW_TOO_LARGE).details()).containsExactly("524289");
        assertThat(only(report, FindingCode.ROW_TOO_LARGE).line()).isEqualTo(7);
        assertThat(leftOut.getFirst().text()).hasSizeGreaterThan(25_000).startsWith("xxx");
        assertThat(validator.bytes()).isEqualTo(Limits.ROW_BYTES + 2 * AROUND + 14);
        assertThat(String.join("", chunks)).hasSize((int) validator.bytes()).contains("before", "behind");
    }

    @Test
    void every_finding_is_heard_with_its_row_though_only_a_hundred_are_kept() {
        for (var row = 1; row <= 150; row++) {
            take("", "answer " + row);
        }
        take("question", "answer");
        validator.note(new Finding(FindingCode.IN_BOTH_PARTS, 151, 7, "question", List.of("1")));
        validator.rejected(LeftOut.of(FindingCode.RAGGED_ROW, 200, "a,b,c", "3", "2"));
        var report = validator.finish();

        assertThat(heard).contains("1 EMPTY_INPUT", "150 EMPTY_INPUT", "151 IN_BOTH_PARTS", "0 RAGGED_ROW");
        assertThat(heard.stream().filter(told -> told.endsWith("EMPTY_INPUT"))).hasSize(150);
        assertThat(report.count(FindingCode.EMPTY_INPUT)).isEqualTo(150);
        assertThat(findings(report, FindingCode.EMPTY_INPUT)).hasSize(100);
        assertThat(findings(report, FindingCode.EMPTY_INPUT).getLast().row()).isEqualTo(100);
        assertThat(only(report, FindingCode.IN_BOTH_PARTS).details()).containsExactly("1");
        assertThat(only(report, FindingCode.RAGGED_ROW))
                .isEqualTo(new Finding(FindingCode.RAGGED_ROW, 0, 200, "a,b,c", List.of("3", "2")));
        assertThat(leftOut).extracting(LeftOut::text).containsExactly("a,b,c");
        assertThat(report.total()).isEqualTo(152);
    }

    /** The answer where the question is not there or is not what is too long; the question otherwise. */
    @Test
    void a_finding_shows_the_field_that_says_more() {
        take(" ", "the answer");
        take("the question", "\t");
        take("the long question" + "?".repeat(Limits.INPUT_CHARACTERS), "short");
        take("short", "the long answer" + "!".repeat(Limits.OUTPUT_CHARACTERS));
        take("again ", "x");
        var report = validator.finish();

        assertThat(only(report, FindingCode.EMPTY_INPUT).excerpt()).isEqualTo("the answer");
        assertThat(only(report, FindingCode.EMPTY_OUTPUT).excerpt()).isEqualTo("the question");
        assertThat(only(report, FindingCode.LONG_INPUT).excerpt())
                .startsWith("the long question???")
                .hasSize(Excerpt.LENGTH + 1);
        assertThat(only(report, FindingCode.LONG_OUTPUT).excerpt()).startsWith("the long answer!!!");
        assertThat(only(report, FindingCode.OUTER_SPACE).excerpt()).isEqualTo("again ");
        assertThat(only(report, FindingCode.OUTER_SPACE))
                .returns(5L, Finding::row)
                .returns(7L, Finding::line)
                .returns(List.of(), Finding::details);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_nul_leaves_its_row_out_and_the_rows_around_it_are_whole(boolean inInput) {
        take("first", "1");
        take(inInput ? "no\u0000" : "yes", inInput ? "yes" : "no\u0000");
        take("third", "3");
        var report = validator.finish();

        assertThat(only(report, FindingCode.NUL).excerpt()).isEqualTo("no\\x00");
        assertThat(leftOut.getFirst().text()).isEqualTo(inInput ? "no\\x00, yes" : "yes, no\\x00");
        assertThat(chunks)
                .containsExactly(
                        "{\"textInput\":\"first\",\"output\":\"1\"}\n{\"textInput\":\"third\",\"output\":\"3\"}\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 20, 21, 50})
    void a_wrong_byte_is_named_by_its_place_in_the_file(int before) {
        var row = bytes("<<" + "r".repeat(before) + "?rest>>");
        row[2 + before] = (byte) 0xe9;
        var pair = pair(bytes("fine"), new byte[] {'o', (byte) 0xe9});
        pair.row(row, 2, row.length - 2, 1_000);
        validator.pair(pair);
        pair.row(row, 2, row.length - 2, 0);
        validator.pair(pair);
        pair.row(row, 2, row.length - 2, -1);
        validator.pair(pair);
        var found = findings(validator.finish(), FindingCode.INVALID_UTF8);

        assertThat(found.getFirst().details()).containsExactly(Integer.toString(1_000 + before));
        assertThat(found.get(1).details()).containsExactly(Integer.toString(before));
        assertThat(found.get(1).excerpt()).isEqualTo("r".repeat(Math.min(20, before)) + "\\xE9rest");
        assertThat(found.getLast().details()).isEmpty();
        assertThat(found.getLast().excerpt()).isEqualTo("o\\xE9");
        assertThat(leftOut).extracting(LeftOut::text).containsOnly("r".repeat(before) + "\\xE9rest");
        assertThat(chunks).isEmpty();
    }

    /** As with a field that was put together from several: what the row has is right, or is not known. */
    @Test
    void where_only_the_field_is_wrong_the_field_is_shown() {
        var pair = pair(new byte[] {'i', (byte) 0xff}, bytes("fine"));
        pair.row(bytes("all is well"), 0, 11, 50);
        validator.pair(pair);
        pair.row(new byte[0], 0, 0, 50);
        validator.pair(pair);
        var found = findings(validator.finish(), FindingCode.INVALID_UTF8);

        assertThat(found).extracting(Finding::excerpt).containsOnly("i\\xFF");
        assertThat(found).extracting(Finding::details).containsOnly(List.of());
        assertThat(leftOut).extracting(LeftOut::text).containsExactly("all is well", "i\\xFF, fine");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "19, true", "20, false"})
    void fewer_than_twenty_rows_are_few(int rows, boolean few) {
        for (var row = 0; row < rows; row++) {
            take("question " + "abcdefghijklmnopqrst".charAt(row), "answer");
        }
        var found = findings(validator.finish(), FindingCode.FEW_ROWS);

        assertThat(found)
                .hasSize(few ? 1 : 0)
                .allMatch(finding -> finding.details().equals(List.of("" + rows)));
    }

    /** A row without a question or an answer is wrong as it is: what else might be said of it does not matter. */
    @Test
    void the_doctor_looks_at_rows_that_have_both_and_not_twice_at_the_same() {
        take("", "n/a");
        take("mail me", "");
        take("which one is the larger of both?", "n/a");
        take("which one is the larger of both?", "n/a");
        var report = validator.finish();

        assertThat(findings(report, FindingCode.PLACEHOLDER))
                .extracting(Finding::row)
                .containsExactly(3L, 4L);
        assertThat(only(report, FindingCode.DUPLICATE).row()).isEqualTo(4);
        assertThat(findings(report, FindingCode.NEAR_DUPLICATE)).isEmpty();
        assertThat(validator.facts()).isNotNull();
    }

    @Test
    void beyond_a_million_rows_repetitions_are_not_looked_for_and_that_is_said() {
        var input = bytes("0000000");
        var pair = pair(input, bytes("y"));
        for (var row = 0; row <= SeenRows.CAPACITY; row++) {
            for (int digit = 6, rest = row; digit >= 0; digit--, rest /= 10) {
                input[digit] = (byte) ('0' + rest % 10);
            }
            validator.pair(pair);
            chunks.clear();
            if (row == SeenRows.CAPACITY - 1) {
                assertThat(heard).doesNotContain("0 DUPLICATES_UNCHECKED");
            }
        }
        assertThat(only(validator.finish(), FindingCode.DUPLICATES_UNCHECKED).details())
                .containsExactly("1000000");
    }
}
