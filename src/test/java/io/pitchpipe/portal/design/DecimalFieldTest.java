package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type for a number with decimals, wherever they learned to write. That browsers pass it on is in the journeys. */
class DecimalFieldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "0.002 0.002",
                "0,002 0.002",
                "1,5 1.5",
                "1e-4 0.0001",
                "2E3 2000",
                ".5 0.5",
                ",5 0.5",
                "3 3",
                "1000 1000"
            })
    void a_point_and_a_comma_are_both_understood(String typed, double number) {
        assertThat(DecimalField.read(typed)).isEqualTo(number);
        assertThat(DecimalField.read(" " + typed + " ")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,000", "12,500", "1,000.5", "1.000,5", "1-2", "1e", "e", "-", "..", "Infinity", "NaN", "0x10"})
    void what_could_be_read_in_two_ways_or_in_none_is_below_every_range(String typed) {
        assertThat(DecimalField.read(typed)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void nothing_typed_is_no_number() {
        assertThat(DecimalField.read(null)).isNull();
        assertThat(DecimalField.read("  ")).isNull();
    }
}
