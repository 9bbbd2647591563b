package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearDuplicatesTest {

    private static final String LONG =
            "I ordered a blue lamp two weeks ago and it still has not arrived, could you tell me where my parcel is?";

    private static boolean alike(String one, String other) {
        var near = new NearDuplicates();
        assertThat(near.put(one, "shipping", 1)).isZero();
        return near.put(other, "shipping", 2) == 1;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where is my parcel?|where is   my parcel",
                "yes!|Yes",
                "\"Hello\", she said.|hello she said",
            })
    void case_blanks_and_punctuation_do_not_matter(String one, String other) {
        assertThat(alike(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-3|3",
                "1,001|1001",
                ":)|:(",
                "twenty two|twenty three",
                "where is my parcel|where is my refund",
            })
    void short_inputs_are_alike_only_if_they_say_the_same(String one, String other) {
        assertThat(alike(one, other)).isFalse();
    }

    @Test
    void long_inputs_are_alike_if_a_word_differs() {
        assertThat(alike(LONG, LONG.replace("blue", "red"))).isTrue();
        assertThat(alike(LONG, "Hello, " + LONG)).isTrue();
        assertThat(alike(LONG, LONG.toUpperCase(java.util.Locale.ROOT))).isTrue();
        assertThat(
                        alike(
                                LONG,
                                "I ordered a green chair yesterday and would like to cancel, could you do that for me today please?"))
                .isFalse();
    }

    @Test
    void another_number_or_another_answer_makes_another_row() {
        var order = LONG + " It is order 17.";
        assertThat(alike(order, order.replace("17", "18"))).isFalse();
        var near = new NearDuplicates();
        near.put(LONG, "shipping", 1);
        assertThat(near.put(LONG, "billing", 2)).isZero();
        assertThat(near.put(LONG, "Shipping.", 3)).isOne();
    }

    /** Runs are what is compared, so a text of which nearly all is replaced shares next to none. */
    @Test
    void the_estimate_finds_most_pairs_above_its_share_and_hardly_any_far_below() {
        var random = new Random(4711);
        var found = 0;
        var wrong = 0;
        for (var round = 0; round < 300; round++) {
            var text = words(random, 60);
            found += alike(text, text.replaceFirst("^\\w+ \\w+", words(random, 2))) ? 1 : 0;
            wrong += alike(text, text.substring(0, text.length() / 3) + words(random, 40)) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(285);
        assertThat(wrong).isLessThan(3);
    }

    private static String words(Random random, int count) {
        return Stream.generate(() ->
                        Integer.toString(random.nextInt(100_000) + 40_000, 36).replaceAll("[0-9]", "x"))
                .limit(count)
                .collect(Collectors.joining(" "));
    }
}
