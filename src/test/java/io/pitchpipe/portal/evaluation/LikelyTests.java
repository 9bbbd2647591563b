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

    @ParameterizedTest
    @CsvSource({"0,0", "-1,3", "4,3"})
    void what_is_no_count_is_refused(int right, int asked) {
        assertThatThrownBy(() -> Likely.of(right, asked)).isInstanceOf(IllegalArgumentException.class);
    }
}
