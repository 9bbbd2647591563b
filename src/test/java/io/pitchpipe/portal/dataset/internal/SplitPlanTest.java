package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlanTest {

    private static SplitPlan plan(int rows) {
        var plan = new SplitPlan(4711);
        IntStream.range(0, rows).forEach(row -> plan.add("question number " + row, "answer " + row));
        return plan;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 25, 50})
    void the_share_is_what_was_asked_for(int percent) {
        assertThat(plan(1_000).heldOut(percent)).hasSize(10 * percent).isSorted();
    }

    @Test
    void the_same_seed_chooses_the_same_and_a_larger_share_has_the_smaller_one_in_it() {
        assertThat(plan(500).heldOut(10)).isEqualTo(plan(500).heldOut(10));
        assertThat(plan(500).heldOut(30)).contains(plan(500).heldOut(10));
        var other = new SplitPlan(1);
        IntStream.range(0, 500).forEach(row -> other.add("question number " + row, "answer " + row));
        assertThat(other.heldOut(10)).isNotEqualTo(plan(500).heldOut(10));
    }

    @Test
    void every_class_gives_its_share() {
        var plan = new SplitPlan(7);
        IntStream.range(0, 200).forEach(row -> plan.add("text " + row, row % 10 == 0 ? "rare" : "frequent"));
        var heldOut = plan.heldOut(20);

        assertThat(IntStream.range(0, 200).filter(row -> row % 10 == 0 && SplitPlan.contains(heldOut, "text " + row)))
                .hasSize(4);
        assertThat(heldOut).hasSize(40);
    }

    @Test
    void rows_with_the_same_question_stay_together() {
        var plan = new SplitPlan(7);
        IntStream.range(0, 300)
                .forEach(row -> plan.add("Text  " + row % 100 + (row < 100 ? "?" : ""), "answer " + row));
        var heldOut = plan.heldOut(10);

        assertThat(heldOut).hasSize(10);
        assertThat(SplitPlan.contains(heldOut, "text 3")).isEqualTo(SplitPlan.contains(heldOut, "TEXT 3?"));
    }

    @Test
    void two_different_questions_are_enough_and_one_is_not() {
        assertThat(plan(2).heldOut(10)).hasSize(1);
        assertThat(plan(1).heldOut(50)).isEmpty();
    }
}
