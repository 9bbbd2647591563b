package io.pitchpipe.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTests {

    /** So many samples, of which so many are right, the first ones. */
    private static List<Sample> samples(boolean heldOut, int asked, int tunedRight, int baseRight) {
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < asked; i++) {
            samples.add(
                    new Sample(i, "q", "yes", heldOut, i < baseRight ? "yes" : "no", i < tunedRight ? "Yes." : "no"));
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"10,6,1,LEARNED", "10,5,1,PARTLY", "10,1,1,NOT_BETTER", "10,0,3,NOT_BETTER", "10,9,9,KNEW_BEFORE"})
    void one_word_for_what_the_figures_say(int asked, int tunedRight, int baseRight, Verdict.Kind kind) {
        var heldOut = Verdict.of(samples(true, asked, tunedRight, baseRight));
        assertThat(heldOut.kind()).isEqualTo(kind);
        assertThat(heldOut.heldOut()).isEqualTo(heldOut.deciding());
        assertThat(heldOut.taught()).isEqualTo(Tally.NONE);
        assertThat(heldOut.heldOut().asked()).isEqualTo(asked);
        assertThat(heldOut.heldOut().tunedRight()).isEqualTo(tunedRight);
        assertThat(heldOut.heldOut().baseRight()).isEqualTo(baseRight);

        var taught = Verdict.of(samples(false, asked, tunedRight, baseRight));
        assertThat(taught.kind())
                .as("by what was taught where nothing else was asked")
                .isEqualTo(kind);
        assertThat(taught.deciding()).isEqualTo(taught.taught());
    }

    @ParameterizedTest
    @CsvSource({
        // held out: asked, tuned, base; of 6 taught: tuned, base
        "14,9,2,6,1,LEARNED",
        "14,9,2,0,0,LEARNED",
        "14,3,2,6,0,PARTLY",
        "14,1,1,6,0,BY_HEART",
        "14,0,2,4,0,BY_HEART",
        "14,1,1,3,0,NOT_BETTER",
        "14,1,1,6,6,NOT_BETTER",
        "14,14,14,6,0,KNEW_BEFORE",
        "3,3,0,6,0,LEARNED",
        "2,2,0,6,0,TOO_FEW",
        "1,0,0,6,0,TOO_FEW"
    })
    void what_was_not_taught_decides(
            int asked, int tuned, int base, int taughtTuned, int taughtBase, Verdict.Kind kind) {
        var samples = new ArrayList<>(samples(true, asked, tuned, base));
        samples.addAll(samples(false, 6, taughtTuned, taughtBase));

        var verdict = Verdict.of(samples);

        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.heldOut())
                .extracting(Tally::asked, Tally::tunedRight, Tally::baseRight)
                .containsExactly(asked, tuned, base);
        assertThat(verdict.taught())
                .extracting(Tally::asked, Tally::tunedRight, Tally::baseRight)
                .containsExactly(6, taughtTuned, taughtBase);
    }

    @Test
    void coming_much_closer_counts_even_when_nothing_is_right_yet() {
        var sample = new Sample(0, "q", "a b c d", false, "x", "a b c e");
        assertThat(Verdict.of(List.of(sample)).kind()).isEqualTo(Verdict.Kind.CLOSER);
    }

    @Test
    void nothing_asked_is_no_verdict() {
        assertThatThrownBy(() -> Verdict.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_right_than_asked_is_no_tally() {
        assertThatThrownBy(() -> new Tally(3, 4, 0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tally(3, 0, 4, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tally(-1, 0, 0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
