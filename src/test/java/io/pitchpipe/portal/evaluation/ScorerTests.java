package io.pitchpipe.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twenty three|  Twenty   three. |true",
                "1,001|1,001.|true",
                "1,001|1001|false",
                "-2|2|false",
                "-2|−2|true",
                "yes|\"yes\"|true",
                "LXIV|ＬＸＩＶ|true",
                "billing|shipping|false",
            })
    void what_does_not_matter_is_put_aside_and_what_matters_is_kept(String expected, String answer, boolean same) {
        assertThat(Scorer.score(expected, answer).exact()).isEqualTo(same);
    }

    @Test
    void closeness_is_the_harmonic_mean_over_shared_words() {
        assertThat(Scorer.score("the cat sat", "the cat ran away").f1()).isCloseTo(4.0 / 7, within(1e-12));
        assertThat(Scorer.score("a a b", "a a a").f1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Scorer.score("something", "").f1()).isZero();
        assertThat(Scorer.score("", "").f1()).isEqualTo(1);
    }

    @Test
    void only_a_long_answer_is_right_without_being_exact() {
        var expected = "Thank you for writing we will send the parcel again today";
        assertThat(Scorer.score(expected, expected + " gladly").right()).isTrue();
        assertThat(Scorer.score("twenty three", "twenty three twenty").right()).isFalse();
    }
}
