package io.pitchpipe.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikelyTests {

    /** As R's {@code prop.test(right, asked, correct = FALSE)} has them. */
    @ParameterizedTest
    @CsvSource({
        "9,14,0.3876,0.8366",
        "14,14,0.7847,1.0",
        "0,14,0.0,0.2153",
        "2,2,0.3424,1.0",
        "1,1,0.2065,1.0",
        "5,10,0.2366,0.7634",
        "50,100,0.4038,0.5962"
    })
    void the_interval_is_that_of_wilson(int right, int asked, double low, double high) {
        var likely = Likely.of(right, asked);
        assertThat(likely.low()).isCloseTo(low, within(5e-5));
        assertThat(likely.high()).isCloseTo(high, within(5e-5));
    }

    /**
     * The examples of R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods",
     * Statistics in Medicine 17 (1998), 857–872, table I, method 3.
     */
    @ParameterizedTest
    @CsvSource({"81,263,0.2553,0.3662", "15,148,0.0624,0.1605", "0,20,0.0,0.1611", "1,29,0.0061,0.1718"})
    void the_interval_is_the_published_one(int right, int asked, double low, double high) {
        the_interval_is_that_of_wilson(right, asked, low, high);
    }

    @Test
    void more_questions_leave_less_to_chance() {
        var few = Likely.of(7, 10);
        var many = Likely.of(70, 100);
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }

    /** By Newcombe’s tenth method: the lower ends for 9, 9 and 4 of 14 beside 2, 5 and 0 are 0.138, -0.075 and 0.012. */
    @ParameterizedTest
    @CsvSource({"9,2,14,false", "6,5,14,true", "9,5,14,true", "4,0,14,false", "1,0,4,true", "4,0,4,false", "2,2,4,true"
    })
    void a_small_difference_may_be_chance(int more, int fewer, int asked, boolean chance) {
        assertThat(Likely.mayBeChance(more, fewer, asked)).isEqualTo(chance);
    }

    /** As published for method 10, in the paper named there, of 9 and 3 of 10, 6 and 2 of 7, and 10 and 0 of 10: from 0.1705, 0.0582 and 0.6075. */
    @ParameterizedTest
    @CsvSource({"9,3,10", "6,2,7", "10,0,10"})
    void a_published_difference_above_nothing_is_none_of_chance(int more, int fewer, int asked) {
        assertThat(Likely.mayBeChance(more, fewer, asked)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,3", "4,3"})
    void what_is_no_count_is_refused(int right, int asked) {
        assertThatThrownBy(() -> Likely.of(right, asked)).isInstanceOf(IllegalArgumentException.class);
    }
}
