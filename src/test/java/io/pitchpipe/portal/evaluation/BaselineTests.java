package io.pitchpipe.portal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaselineTests {

    @Test
    void the_most_frequent_answer_is_found_however_it_is_written() {
        assertThat(Baseline.of(Stream.of("Urgent", "Normal", "normal.", " NORMAL ")))
                .get()
                .satisfies(common -> {
                    assertThat(common.answer()).isEqualToIgnoringCase("normal");
                    assertThat(common.share()).isEqualTo(0.75);
                });
    }

    @Test
    void answers_that_all_differ_have_none() {
        assertThat(Baseline.of(Stream.of("one", "two", "three"))).isEmpty();
        assertThat(Baseline.of(Stream.of())).isEmpty();
    }

    @Test
    void a_label_is_found_among_any_number_of_other_answers() {
        var outputs = IntStream.range(0, 300_000).mapToObj(i -> i % 3 == 0 ? "label" : "answer " + i);
        assertThat(Baseline.of(outputs))
                .get()
                .satisfies(common -> assertThat(common.share()).isBetween(0.33, 0.34));
    }
}
