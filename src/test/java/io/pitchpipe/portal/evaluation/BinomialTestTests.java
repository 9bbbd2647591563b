package io.pitchpipe.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTestTests {

    /** Siegel, "Nonparametric Statistics for the Behavioral Sciences" (1956), Table D: a tail of x or fewer of N at one half. */
    @ParameterizedTest
    @CsvSource({
        "5, 0, 0.031",
        "6, 0, 0.016",
        "8, 1, 0.035",
        "10, 1, 0.011",
        "10, 2, 0.055",
        "12, 2, 0.019",
        "12, 3, 0.073",
        "14, 3, 0.029",
        "14, 4, 0.090",
        "20, 5, 0.021",
        "25, 7, 0.022"
    })
    void it_has_the_tails_of_the_published_table(int asked, int wrong, double published) {
        assertThat(BinomialTest.atLeast(asked - wrong, asked, 0.5)).isCloseTo(published, within(0.0005));
    }

    /** The example in the documentation of SciPy's {@code binomtest}: 3 of 15 cars unsafe, where 10 % are claimed. */
    @Test
    void it_agrees_with_a_published_example_at_another_rate() {
        assertThat(BinomialTest.atLeast(3, 15, 0.1)).isCloseTo(0.18406106910639114, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0,5,0.3,1", "0,0,0.3,1", "1,5,0,0", "0,5,0,1", "5,5,1,1", "2,5,1,1", "5,5,0.5,0.03125"})
    void the_ends_are_exact(int right, int asked, double rate, double probability) {
        assertThat(BinomialTest.atLeast(right, asked, rate)).isCloseTo(probability, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"6,5,0.5", "-1,5,0.5", "1,5,1.5", "1,5,-0.1", "1,5,NaN"})
    void what_is_no_count_or_no_rate_is_refused(int right, int asked, double rate) {
        assertThatThrownBy(() -> BinomialTest.atLeast(right, asked, rate)).isInstanceOf(IllegalArgumentException.class);
    }
}
