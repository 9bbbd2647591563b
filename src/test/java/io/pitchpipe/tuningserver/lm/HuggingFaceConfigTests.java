package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Configurations as transformers writes them, of version 4 and of version 5. */
class HuggingFaceConfigTests {

    private static final String SIZES = """
            "vocab_size":260,"hidden_size":64,"intermediate_size":96,"num_hidden_layers":3,"num_attention_heads":4,
            "num_key_value_heads":2,"head_dim":16,"max_position_embeddings":256,"rms_norm_eps":1e-06,
            """;

    private static ModelConfig config(String family, String more) {
        return HuggingFaceConfig.of(
                JsonMapper.shared().readTree("{\"model_type\":\"%s\",%s%s}".formatted(family, SIZES, more)));
    }

    private static AttentionBounds bounds(ModelConfig config) {
        return Objects.requireNonNull(config.bounds());
    }

    @Test
    void gemma_2_has_caps_and_every_other_layer_local_also_where_the_layers_are_not_listed() {
        String caps =
                "\"attn_logit_softcapping\":50.0,\"final_logit_softcapping\":30.0,\"query_pre_attn_scalar\":24,\"sliding_window\":8";
        ModelConfig now = config(
                "gemma2",
                caps + ",\"layer_types\":[\"sliding_attention\",\"full_attention\",\"sliding_attention\"],"
                        + "\"rope_parameters\":{\"rope_theta\":10000.0,\"rope_type\":\"default\"}");
        assertThat(now).isEqualTo(config("gemma2", caps + ",\"rope_theta\":10000.0"));
        assertThat(now.tied()).isTrue();
        assertThat(now.context()).as("its window does not bound it").isEqualTo(256);
        assertThat(bounds(now)).isEqualTo(new AttentionBounds(24, 50, 30, 8, 10_000, List.of(true, false, true)));
    }

    @Test
    void gemma_3_turns_its_local_layers_faster_than_the_others() {
        ModelConfig now = config(
                "gemma3_text",
                "\"sliding_window\":8,\"query_pre_attn_scalar\":256,\"attn_logit_softcapping\":null,\"layer_types\":[\"sliding_attention\",\"sliding_attention\",\"sliding_attention\"],"
                        + "\"rope_parameters\":{\"full_attention\":{\"factor\":8.0,\"rope_theta\":1000000.0,\"rope_type\":\"linear\"},"
                        + "\"sliding_attention\":{\"rope_theta\":10000.0,\"rope_type\":\"default\"}}");
        ModelConfig before = config(
                "gemma3_text",
                "\"sliding_window\":8,\"query_pre_attn_scalar\":256,\"sliding_window_pattern\":6,\"rope_theta\":1000000.0,"
                        + "\"rope_local_base_freq\":10000.0,\"rope_scaling\":{\"factor\":8.0,\"rope_type\":\"linear\"}");
        assertThat(now).isEqualTo(before);
        assertThat(now.ropeTheta()).isEqualTo(1_000_000);
        assertThat(now.scaling()).isEqualTo(RopeScaling.linear(8));
        assertThat(bounds(now)).isEqualTo(new AttentionBounds(256, 0, 0, 8, 10_000, List.of(true, true, true)));
    }

    /** The frequencies are those of transformers' ROPE_INIT_FUNCTIONS for these settings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'\"rope_type\":\"linear\",\"factor\":4.0'; 1.0; 0.25, 0.079056941, 0.0250000004, 0.00790569466, 0.00249999994, 0.000790569466, 0.000250000012, 7.90569466e-05",
                "'\"rope_type\":\"llama3\",\"factor\":8.0,\"low_freq_factor\":1.0,\"high_freq_factor\":4.0,\"original_max_position_embeddings\":64'; 1.0; 1.0, 0.244384587, 0.0130422562, 0.00395284733, 0.00124999997, 0.000395284733, 0.000125000006, 3.95284733e-05",
                "'\"rope_type\":\"yarn\",\"factor\":4.0,\"original_max_position_embeddings\":64'; 1.138629436111989; 1.0, 0.237170815, 0.049999997, 0.00790569466, 0.00249999994, 0.000790569466, 0.000250000012, 7.90569466e-05"
            })
    void positions_are_scaled_as_transformers_scales_them(String rope, double magnitude, String frequencies) {
        for (String key : List.of("rope_scaling", "rope_parameters")) {
            ModelConfig config = config("llama", "\"%s\":{%s}".formatted(key, rope));
            RopeScaling scaling = Objects.requireNonNull(config.scaling());
            assertThat(scaling.magnitude()).isCloseTo(magnitude, within(1e-12));
            float[] ours = scaling.frequencies(config.ropeTheta(), config.headWidth());
            String[] theirs = frequencies.split(", ");
            assertThat(ours).hasSize(theirs.length);
            for (int i = 0; i < ours.length; i++) {
                float expected = Float.parseFloat(theirs[i]);
                assertThat(ours[i]).isCloseTo(expected, within(expected * 3e-7f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "llama; '\"rope_scaling\":{\"type\":\"dynamic\",\"factor\":2.0}'; in the way \"dynamic\"",
                "llama; '\"rope_parameters\":{\"rope_type\":\"longrope\"}'; linear, llama3 and yarn",
                "llama; '\"rope_scaling\":{\"type\":\"linear\"}'; scaling of positions is impossible",
                "llama; '\"rope_scaling\":{\"rope_type\":\"llama3\",\"factor\":8.0}'; scaling of positions is impossible",
                "llama; '\"rope_scaling\":{\"rope_type\":\"yarn\",\"factor\":8.0,\"mscale\":1.0}'; variant of yarn",
                "llama; '\"hidden_act\":\"relu\"'; activation \"relu\"",
                "gemma2; '\"hidden_activation\":\"gelu\"'; activation \"gelu\"",
                "gemma2; '\"rope_scaling\":{\"type\":\"linear\",\"factor\":2.0}'; local layers",
                "gemma2; '\"layer_types\":[\"sliding_attention\",\"chunked_attention\",\"full_attention\"]'; kind \"chunked_attention\"",
                "gemma2; '\"layer_types\":[\"sliding_attention\"]'; for each layer how far",
                "gemma2; '\"sliding_window\":0'; bounds of attention are impossible",
                "gemma3_text; '\"use_bidirectional_attention\":true'; looks ahead",
                "gemma3; '\"text_config\":{}'; text models, not those that see",
                "gemma4; '\"x\":1'; gemma2, gemma3_text, llama"
            })
    void what_the_engine_does_not_compute_is_refused_in_words(String family, String more, String words) {
        assertThatThrownBy(() -> config(family, more))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining(words);
    }
}
