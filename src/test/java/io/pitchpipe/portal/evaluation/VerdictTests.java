package io.pitchpipe.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.evaluation.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTests {

    private static final int RUNS = 1_500;

    /** So many samples whose answers all differ, of which so many are right, the first ones. */
    private static List<Sample> samples(boolean heldOut, int asked, int tunedRight, int baseRight) {
        return IntStream.range(0, asked)
                .mapToObj(i -> new Sample(
                        i,
                        "q",
                        "answer " + i,
                        heldOut,
                        i < baseRight ? "answer " + i : "no",
                        i < tunedRight ? "Answer " + i + "." : "no"))
                .toList();
    }

    private static Verdict freeText(List<Sample> samples) {
        return Verdict.of(samples, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "10,6,1,LEARNED",
        "10,5,0,PARTLY",
        "10,2,1,UNCERTAIN",
        "10,6,5,UNCERTAIN",
        "4,1,0,UNCERTAIN",
        "10,1,1,NOT_BETTER",
        "10,0,3,NOT_BETTER",
        "10,0,6,WORSE",
        "14,2,9,WORSE",
        "10,9,9,KNEW_BEFORE"
    })
    void one_word_for_what_the_figures_say(int asked, int tunedRight, int baseRight, Kind kind) {
        var heldOut = freeText(samples(true, asked, tunedRight, baseRight));
        assertThat(heldOut.kind()).isEqualTo(kind);
        assertThat(heldOut.heldOut()).isEqualTo(heldOut.deciding());
        assertThat(heldOut.taught()).isEqualTo(Tally.NONE);
        assertThat(heldOut.heldOut().asked()).isEqualTo(asked);
        assertThat(heldOut.heldOut().tunedRight()).isEqualTo(tunedRight);
        assertThat(heldOut.heldOut().baseRight()).isEqualTo(baseRight);

        var taught = freeText(samples(false, asked, tunedRight, baseRight));
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
        "14,4,0,6,0,PARTLY",
        "14,3,2,6,0,UNCERTAIN",
        "14,1,1,6,0,BY_HEART",
        "14,0,2,4,0,BY_HEART",
        "14,1,1,3,0,NOT_BETTER",
        "14,1,1,6,6,NOT_BETTER",
        "14,0,7,6,0,WORSE",
        "14,14,14,6,0,KNEW_BEFORE",
        "3,3,0,6,0,LEARNED",
        "2,2,0,6,0,TOO_FEW",
        "1,0,0,6,0,TOO_FEW"
    })
    void what_was_not_taught_decides(int asked, int tuned, int base, int taughtTuned, int taughtBase, Kind kind) {
        var samples = new ArrayList<>(samples(true, asked, tuned, base));
        samples.addAll(samples(false, 6, taughtTuned, taughtBase));

        var verdict = freeText(samples);

        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.heldOut())
                .extracting(Tally::asked, Tally::tunedRight, Tally::baseRight)
                .containsExactly(asked, tuned, base);
        assertThat(verdict.taught())
                .extracting(Tally::asked, Tally::tunedRight, Tally::baseRight)
                .containsExactly(6, taughtTuned, taughtBase);
    }

    @ParameterizedTest
    @CsvSource({
        // asked, tuned, base, what the most frequent answer has right, and its share in training
        "12,11,0,11,0.9,AS_COMMON",
        "12,12,0,11,0.9,UNCERTAIN",
        "12,12,0,11,0.5,UNCERTAIN",
        "12,4,0,4,0.34,AS_COMMON",
        "12,4,0,3,0.34,UNCERTAIN",
        "12,4,0,5,0.34,AS_COMMON",
        "12,7,0,4,0.34,UNCERTAIN",
        "12,8,0,4,0.34,LEARNED",
        "14,10,0,7,0.5,UNCERTAIN",
        "14,11,0,7,0.5,LEARNED",
        "4,4,0,2,0.5,UNCERTAIN",
        "5,5,0,2,0.5,LEARNED",
        "14,6,0,2,0.15,PARTLY",
        "14,13,0,13,1,AS_COMMON",
        "14,14,0,14,1,AS_COMMON",
        "14,13,13,13,0.9,AS_COMMON",
        "14,13,13,5,0.4,KNEW_BEFORE",
        "14,0,0,7,0.5,NOT_BETTER",
        "2,2,0,1,0.5,TOO_FEW"
    })
    void what_guessing_would_do_as_well_is_not_called_learned(
            int asked, int tuned, int base, int common, double share, Kind kind) {
        var tally = new Tally(asked, tuned, base, common, false, 0, 0, 0);
        assertThat(Verdict.of(tally, Tally.NONE, Optional.of(new Baseline("Normal", share)))
                        .kind())
                .isEqualTo(kind);
    }

    /** Labels that have nothing to do with the inputs, in training, in what is asked and in what the model answers. */
    @ParameterizedTest
    @CsvSource({"2,4", "2,12", "2,14", "3,8", "3,12", "3,14", "5,14", "10,14"})
    void labels_by_the_toss_of_a_coin_are_learned_no_more_often_than_the_test_allows(int labels, int asked) {
        var random = new Random(labels * 31L + asked);
        var claimed = IntStream.range(0, RUNS)
                .filter(run -> claimsLearning(tossed(random, labels, asked, 60)))
                .count();
        assertThat((double) claimed / RUNS).isLessThanOrEqualTo(BinomialTest.LEVEL + 0.015);
    }

    /** A model that always gives the most frequent answer, or guesses by how frequent they are. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.75, 0.9, 0.97})
    void a_model_that_looks_at_no_input_is_not_called_learned(double share) {
        var random = new Random(Math.round(share * 100));
        var constant = IntStream.range(0, RUNS)
                .filter(run -> claimsLearning(imbalanced(random, share, () -> "Normal")))
                .count();
        var guessing = IntStream.range(0, RUNS)
                .filter(run -> claimsLearning(
                        imbalanced(random, share, () -> random.nextDouble() < share ? "Normal" : "Urgent")))
                .count();
        assertThat(constant).isZero();
        assertThat((double) guessing / RUNS).isLessThanOrEqualTo(BinomialTest.LEVEL + 0.015);
    }

    @Test
    void a_model_that_has_all_labels_right_has_learned() {
        for (var labels = 2; labels <= 6; labels++) {
            var kinds = labels;
            var samples = IntStream.range(0, 12)
                    .mapToObj(i ->
                            new Sample(i, "q" + i, "label " + i % kinds, true, "I do not know", "label " + i % kinds))
                    .toList();
            var baseline = Baseline.of(samples.stream().map(Sample::expected));
            assertThat(Verdict.of(samples, baseline).kind()).isEqualTo(Kind.LEARNED);
        }
    }

    private static boolean claimsLearning(Verdict verdict) {
        return verdict.kind() == Kind.LEARNED || verdict.kind() == Kind.PARTLY;
    }

    private static Verdict tossed(Random random, int labels, int asked, int training) {
        var trained = IntStream.range(0, training).mapToObj(i -> "label" + random.nextInt(labels));
        var samples = IntStream.range(0, asked)
                .mapToObj(i -> new Sample(
                        i,
                        "q" + i,
                        "label" + random.nextInt(labels),
                        true,
                        "I do not know",
                        "label" + random.nextInt(labels)))
                .toList();
        return Verdict.of(samples, Baseline.of(trained));
    }

    private static Verdict imbalanced(Random random, double share, java.util.function.Supplier<String> answer) {
        java.util.function.Supplier<String> label = () -> random.nextDouble() < share ? "Normal" : "Urgent";
        var trained = IntStream.range(0, 120).mapToObj(i -> label.get());
        var samples = IntStream.range(0, 12)
                .mapToObj(i -> new Sample(i, "q" + i, label.get(), true, "I do not know", answer.get()))
                .toList();
        return Verdict.of(samples, Baseline.of(trained));
    }

    @Test
    void coming_much_closer_counts_even_when_nothing_is_right_yet() {
        var sample = new Sample(0, "q", "a b c d", false, "x", "a b c e");
        assertThat(freeText(List.of(sample)).kind()).isEqualTo(Kind.CLOSER);
    }

    @Test
    void sharing_words_with_a_label_is_not_closer_if_the_most_frequent_answer_shares_them_too() {
        var sample = new Sample(0, "q", "billing question", false, "x", "shipping question");
        assertThat(Verdict.of(List.of(sample), Optional.of(new Baseline("refund question", 0.5)))
                        .kind())
                .isEqualTo(Kind.NOT_BETTER);
    }

    @Test
    void nothing_asked_is_no_verdict() {
        assertThatThrownBy(() -> freeText(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_right_than_asked_is_no_tally() {
        assertThatThrownBy(() -> new Tally(3, 4, 0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tally(3, 0, 4, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tally(3, 0, 0, 4, false, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tally(-1, 0, 0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
