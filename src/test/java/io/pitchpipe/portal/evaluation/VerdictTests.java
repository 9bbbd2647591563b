package io.pitchpipe.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTests {

    @ParameterizedTest
    @CsvSource({"10,6,1,LEARNED", "10,5,1,PARTLY", "10,1,1,NOT_BETTER", "10,0,3,NOT_BETTER", "10,9,9,KNEW_BEFORE"})
    void one_word_for_what_the_figures_say(int asked, int tunedRight, int baseRight, Verdict.Kind kind) {
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < asked; i++) {
            samples.add(new Sample(i, "q", "yes", false, i < baseRight ? "yes" : "no", i < tunedRight ? "Yes." : "no"));
        }
        var verdict = Verdict.of(samples, true);
        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.asked()).isEqualTo(asked);
        assertThat(verdict.tunedRight()).isEqualTo(tunedRight);
        assertThat(verdict.baseRight()).isEqualTo(baseRight);
    }

    @Test
    void coming_much_closer_counts_even_when_nothing_is_right_yet() {
        var sample = new Sample(0, "q", "a b c d", false, "x", "a b c e");
        assertThat(Verdict.of(List.of(sample), false).kind()).isEqualTo(Verdict.Kind.CLOSER);
    }

    @Test
    void nothing_asked_is_no_verdict() {
        assertThatThrownBy(() -> Verdict.of(List.of(), false)).isInstanceOf(IllegalArgumentException.class);
    }
}
