package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads a model's shape from Hugging Face's config.json, as transformers of version 4 and of version 5 write it. What the engine does not compute as transformers does is refused. */
final class HuggingFaceConfig {

    /** Positions beyond this are not offered: the rotary table and the cache of one answer would be larger than the model. */
    static final int MOST_POSITIONS = 16_384;

    private static final Map<String, Family> FAMILIES = new TreeMap<>(Map.of(
            "llama", Family.LLAMA,
            "mistral", Family.LLAMA,
            "qwen2", Family.LLAMA,
            "qwen3", Family.QWEN3,
            "gemma", Family.GEMMA,
            "gemma2", Family.GEMMA2,
            "gemma3_text", Family.GEMMA3));

    private static final String GELU = "gelu_pytorch_tanh";

    private final JsonNode json;
    private final String name;
    private final Family family;

    private HuggingFaceConfig(JsonNode json) {
        this.json = json;
        name = json.path("model_type").asString("unknown");
        Family known = FAMILIES.get(name);
        if (known == null) {
            throw new UnreadableModelException("The model is of the family \"%s\"; the engine knows %s.%s"
                    .formatted(
                            name,
                            FAMILIES.keySet(),
                            name.equals("gemma3") ? " Of Gemma 3 it reads the text models, not those that see." : ""));
        }
        family = known;
    }

    /** @throws UnreadableModelException when it is of another family, or has something that the engine does not know */
    static ModelConfig of(JsonNode json) {
        return new HuggingFaceConfig(json).config();
    }

    private ModelConfig config() {
        requireActivation();
        JsonNode quantized = json.path("quantization_config");
        if (!quantized.isMissingNode() && !quantized.isNull()) {
            throw new UnreadableModelException(
                    "The weights are quantized (quantization_config%s), in a form that the engine does not read. Take the model's plain folder, or a GGUF file, whose quantized forms it reads."
                            .formatted(
                                    quantized.has("quant_method")
                                            ? ": "
                                                    + quantized
                                                            .path("quant_method")
                                                            .asString("")
                                            : ""));
        }
        if (json.path("use_bidirectional_attention").asBoolean(false)) {
            throw new UnreadableModelException(
                    "The model looks ahead (use_bidirectional_attention): it embeds texts and cannot go on with one.");
        }
        int width = json.path("hidden_size").asInt(0);
        int heads = json.path("num_attention_heads").asInt(0);
        int headWidth = (int) number(json, "head_dim", heads == 0 ? 0 : width / heads);
        return new ModelConfig(
                json.path("vocab_size").asInt(0),
                width,
                json.path("intermediate_size").asInt(0),
                json.path("num_hidden_layers").asInt(0),
                heads,
                (int) number(json, "num_key_value_heads", heads),
                headWidth,
                Math.min(window(), Math.min(MOST_POSITIONS, positions())),
                number(
                        json,
                        "rope_theta",
                        number(rope("full_attention"), "rope_theta", family == Family.GEMMA3 ? 1_000_000 : 10_000)),
                json.path("rms_norm_eps").asDouble(1e-6),
                json.path("tie_word_embeddings").asBoolean(family.isGemma()),
                family,
                scaling(rope("full_attention")),
                family.hasOuterNorms() ? bounds(headWidth) : null);
    }

    private int positions() {
        return json.path("max_position_embeddings").asInt(0);
    }

    private void requireActivation() {
        String usual = family.isGemma() ? GELU : "silu";
        String activation =
                json.path("hidden_activation").asString(json.path("hidden_act").asString(usual));
        // Gemma's first files say "gelu" and mean its approximation by tanh.
        boolean meant = family == Family.GEMMA && activation.equals("gelu");
        if (!activation.equals(usual) && !meant) {
            throw new UnreadableModelException(
                    "The model uses the activation \"%s\"; the engine knows %s.".formatted(activation, usual));
        }
    }

    /** What is said of the rotation of a kind of layer: in version 5 it may be said for each kind, in version 4 it is said once. */
    private JsonNode rope(String kind) {
        JsonNode now = json.path("rope_parameters");
        if (now.has(kind)) {
            return now.path(kind);
        }
        return now.isObject() ? now : json.path("rope_scaling");
    }

    private @Nullable RopeScaling scaling(JsonNode rope) {
        String type = rope.path("rope_type").asString(rope.path("type").asString("default"));
        // A factor that is missing is nothing: RopeScaling refuses it.
        double factor = number(rope, "factor", 0);
        int original = (int) number(rope, "original_max_position_embeddings", positions());
        return switch (type) {
            case "default" -> null;
            case "linear" -> RopeScaling.linear(factor);
            case "llama3" ->
                new RopeScaling(
                        RopeScaling.Kind.LLAMA3,
                        factor,
                        original,
                        number(rope, "low_freq_factor", 0),
                        number(rope, "high_freq_factor", 0),
                        1,
                        List.of());
            case "yarn" -> yarn(rope, factor, original);
            default ->
                throw new UnreadableModelException(
                        "The model scales its positions in the way \"%s\"; the engine knows linear, llama3 and yarn."
                                .formatted(type));
        };
    }

    private static RopeScaling yarn(JsonNode rope, double factor, int original) {
        if (rope.has("mscale")
                || rope.has("mscale_all_dim")
                || !rope.path("truncate").asBoolean(true)) {
            throw new UnreadableModelException(
                    "The model scales its positions by a variant of yarn (mscale or truncate) that the engine does not know.");
        }
        return new RopeScaling(
                RopeScaling.Kind.YARN,
                factor,
                original,
                number(rope, "beta_slow", 1),
                number(rope, "beta_fast", 32),
                number(rope, "attention_factor", RopeScaling.yarnMagnitude(factor)),
                List.of());
    }

    private AttentionBounds bounds(int headWidth) {
        JsonNode near = family == Family.GEMMA3 ? nearRope() : rope("sliding_attention");
        if (scaling(near) != null) {
            throw new UnreadableModelException(
                    "The model scales the positions of its local layers, which the engine does not know.");
        }
        return new AttentionBounds(
                number(json, "query_pre_attn_scalar", headWidth),
                number(json, "attn_logit_softcapping", 0),
                number(json, "final_logit_softcapping", 0),
                (int) number(json, "sliding_window", 4096),
                localTheta(near),
                localLayers());
    }

    /** Version 4 has only the base of the local layers' rotation, and never scales it. */
    private JsonNode nearRope() {
        return json.path("rope_parameters").has("sliding_attention")
                ? rope("sliding_attention")
                : MissingNode.getInstance();
    }

    /** Gemma 2's layers all turn alike. */
    private double localTheta(JsonNode near) {
        String key = family == Family.GEMMA3 ? "rope_local_base_freq" : "rope_theta";
        return number(json, key, number(near, "rope_theta", 10_000));
    }

    /** By their list, or, in older files, by the family's pattern: every other layer of Gemma 2, all but each sixth of Gemma 3. */
    private List<Boolean> localLayers() {
        List<Boolean> local = new ArrayList<>();
        JsonNode types = json.path("layer_types");
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (!List.of("sliding_attention", "full_attention").contains(type.asString(""))) {
                    throw new UnreadableModelException(
                            "The model has a layer of the kind \"%s\", which the engine does not know."
                                    .formatted(type.asString("")));
                }
                local.add(type.asString("").equals("sliding_attention"));
            }
            return local;
        }
        int pattern = family == Family.GEMMA2 ? 2 : (int) number(json, "sliding_window_pattern", 6);
        for (int layer = 0; layer < json.path("num_hidden_layers").asInt(0); layer++) {
            local.add((layer + 1) % Math.max(1, pattern) != 0);
        }
        return local;
    }

    /** Positions up to which a model that looks back a limited way only looks back at everything; beyond them the engine would not do as it does, but for Gemma 2 and 3. */
    private int window() {
        boolean used =
                !family.hasOuterNorms() && json.path("use_sliding_window").asBoolean(true);
        return used ? (int) number(json, "sliding_window", MOST_POSITIONS) : MOST_POSITIONS;
    }

    /** A number that may be left out or null. */
    private static double number(JsonNode json, String key, double otherwise) {
        JsonNode node = json.path(key);
        return node.isNumber() ? node.asDouble() : otherwise;
    }
}
