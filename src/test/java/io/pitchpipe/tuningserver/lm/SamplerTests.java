package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTests {

    private static final float[] LOGITS = {(float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.3)};
    private static final int DRAWS = 20_000;

    @Test
    void without_temperature_the_likeliest_is_drawn() {
        assertThat(shares(0, 1, 100)).containsExactly(0, 1, 0);
    }

    @Test
    void at_temperature_one_tokens_are_drawn_as_often_as_the_model_says() {
        double[] shares = shares(1, 1, Integer.MAX_VALUE);
        assertThat(shares[0]).isCloseTo(0.1, within(0.02));
        assertThat(shares[1]).isCloseTo(0.6, within(0.02));
        assertThat(shares[2]).isCloseTo(0.3, within(0.02));
    }

    @Test
    void a_low_temperature_sharpens() {
        // 0.6² against 0.3² and 0.1²
        assertThat(shares(0.5, 1, Integer.MAX_VALUE)[1]).isCloseTo(0.36 / 0.46, within(0.02));
    }

    @Test
    void top_k_keeps_the_k_likeliest() {
        double[] shares = shares(1, 1, 2);
        assertThat(shares[0]).isZero();
        assertThat(shares[1]).isCloseTo(0.6 / 0.9, within(0.02));
    }

    @Test
    void top_p_keeps_the_smallest_set_that_holds_the_mass() {
        assertThat(shares(1, 0.5, Integer.MAX_VALUE)).containsExactly(0, 1, 0);
        assertThat(shares(1, 0.7, Integer.MAX_VALUE)[0]).isZero();
    }

    @Test
    void the_same_seed_draws_the_same() {
        SamplingSettings settings = new SamplingSettings(1, 1, 3, 1, List.of(), 42);
        Sampler one = new Sampler(settings);
        Sampler two = new Sampler(settings);
        for (int i = 0; i < 100; i++) {
            assertThat(one.next(LOGITS)).isEqualTo(two.next(LOGITS));
        }
    }

    private static double[] shares(double temperature, double topP, int topK) {
        Sampler sampler = new Sampler(new SamplingSettings(temperature, topP, topK, 1, List.of(), 5));
        double[] shares = new double[LOGITS.length];
        for (int i = 0; i < DRAWS; i++) {
            shares[sampler.next(LOGITS)] += 1.0 / DRAWS;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = shares[i] > 0.999 ? 1 : shares[i];
        }
        return shares;
    }
}
