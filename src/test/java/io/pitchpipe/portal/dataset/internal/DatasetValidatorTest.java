package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.ValidationReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DatasetValidatorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String line(String input, String output) {
        return "{\"textInput\":" + JSON.writeValueAsString(input) + ",\"output\":" + JSON.writeValueAsString(output)
                + "}\n";
    }

    private static Collected check(String lines) {
        return Collected.read(new JsonLinesReader(new ColumnMapping(List.of("textInput"), "output"), true), lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "€", "😀", "ש", "\u0001"})
    void the_limits_are_exact_in_code_points(String character) {
        var atLimits =
                check(line(character.repeat(Limits.INPUT_CHARACTERS), character.repeat(Limits.OUTPUT_CHARACTERS)));
        assertThat(atLimits.report().isValid()).isTrue();
        assertThat(atLimits.examples().getFirst().input()).isEqualTo(character.repeat(Limits.INPUT_CHARACTERS));

        var over = check(
                line(character.repeat(Limits.INPUT_CHARACTERS + 1), character.repeat(Limits.OUTPUT_CHARACTERS + 1)));
        assertThat(over.report().isValid()).isFalse();
        assertThat(over.only(FindingCode.LONG_INPUT).details()).containsExactly("40001");
        assertThat(over.only(FindingCode.LONG_OUTPUT).details()).containsExactly("5001");
        assertThat(over.only(FindingCode.LONG_INPUT).row()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false"})
    void the_size_of_a_set_is_exact_to_the_byte(int more, boolean valid) {
        var text = new StringBuilder();
        var rows = 1024;
        var perRow = (int) Limits.SET_BYTES / rows;
        for (var row = 0; row < rows; row++) {
            var bare = line(row + "-", "y").length();
            text.append(line(row + "-" + "x".repeat(perRow - bare + (row == 7 ? more : 0)), "y"));
        }
        assertThat(text.length()).isEqualTo((int) Limits.SET_BYTES + more);

        var read = check(text.toString());

        assertThat(read.report().isValid()).isEqualTo(valid);
        assertThat(read.findings(FindingCode.SET_TOO_LARGE)).hasSize(more);
        assertThat(read.chunks()).isBetween(40, 70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0", "\u3000\u200b", "\ufeff"})
    void what_is_only_white_space_is_empty(String blank) {
        var read = check(line(blank, "a") + line("b", blank));

        assertThat(read.only(FindingCode.EMPTY_INPUT).row()).isEqualTo(1);
        assertThat(read.only(FindingCode.EMPTY_OUTPUT).row()).isEqualTo(2);
        assertThat(read.report().accepted()).isEqualTo(2);
    }

    @Test
    void duplicates_and_contradictions_point_to_the_row_they_repeat() {
        var read = check(line("a", "1") + line("b", "2") + line("a", "1") + line("b", "3") + line("b", "3"));

        assertThat(read.findings(FindingCode.DUPLICATE))
                .extracting(finding -> finding.row() + " as " + finding.details())
                .containsExactly("3 as [1]", "5 as [4]");
        assertThat(read.only(FindingCode.CONFLICT).row()).isEqualTo(4);
        assertThat(read.only(FindingCode.CONFLICT).details()).containsExactly("2");
    }

    @Test
    void the_same_text_split_differently_is_no_duplicate() {
        assertThat(check(line("ab", "c") + line("a", "bc")).findings(FindingCode.DUPLICATE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\na", "a\u00a0", "\u200ba"})
    void white_space_at_the_ends_is_found(String text) {
        assertThat(check(line(text, "x")).findings(FindingCode.OUTER_SPACE)).hasSize(1);
    }

    @Test
    void fewer_than_twenty_rows_are_advice_and_no_rows_an_error() {
        var few = check(line("a", "1"));
        assertThat(few.only(FindingCode.FEW_ROWS).details()).containsExactly("1");
        assertThat(few.report().isValid()).isTrue();
        assertThat(check("").only(FindingCode.NO_ROWS)).isNotNull();
        assertThat(check("").report().isValid()).isFalse();
    }

    @Test
    void a_thousand_errors_are_counted_and_a_hundred_kept() {
        var report = check(line("", "x").repeat(1000)).report();

        assertThat(report.count(FindingCode.EMPTY_INPUT)).isEqualTo(1000);
        assertThat(report.groups().getFirst().findings()).hasSize(ValidationReport.SHOWN);
    }

    @Test
    void a_report_survives_being_kept_as_json() {
        var report =
                check(line("", "x") + line("😀 \"q\"", " y") + "nonsense\n").report();

        assertThat(JSON.readValue(JSON.writeValueAsString(report), ValidationReport.class))
                .isEqualTo(report);
    }
}
