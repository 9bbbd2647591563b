package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Small random models as files, byte-level unless told otherwise. */
final class TinyModels {

    static final ModelConfig SHAPE =
            new ModelConfig(260, 32, 48, 2, 4, 2, 8, 256, 10_000, 1e-5, true, Family.LLAMA, null, null);

    private TinyModels() {}

    /** A Hugging Face folder with random weights of this seed. */
    static Path folder(Path parent, String name, ModelConfig shape, long seed) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name));
        Files.writeString(folder.resolve("config.json"), configJson(shape));
        Files.writeString(
                folder.resolve("pitchpipe.json"),
                "{\"tokenizer\":\"bytes\",\"displayName\":\"Tiny\",\"learningRateScale\":5}");
        Safetensors.write(
                folder.resolve("model.safetensors"), weights(shape, seed), Map.of("format", "pt"), FloatFormat.F32);
        return folder;
    }

    static LanguageModel open(Path parent) throws IOException {
        return BaseModelCatalog.open("models/tiny", folder(parent, "tiny", SHAPE, 7));
    }

    /** A model of another family, otherwise of this shape. */
    static ModelConfig of(Family family, ModelConfig like) {
        return new ModelConfig(
                like.vocabulary(),
                like.width(),
                like.inner(),
                like.layers(),
                like.heads(),
                like.kvHeads(),
                like.headWidth(),
                like.context(),
                like.ropeTheta(),
                like.normEpsilon(),
                like.tied(),
                family,
                like.scaling(),
                bounds(family, like.layers()));
    }

    /** Windows and caps small enough to matter in a text of a few tokens. */
    private static @Nullable AttentionBounds bounds(Family family, int layers) {
        List<Boolean> local =
                IntStream.range(0, layers).mapToObj(layer -> layer % 2 == 0).toList();
        return switch (family) {
            case GEMMA2 -> new AttentionBounds(12, 2, 3, 5, 10_000, local);
            case GEMMA3 -> new AttentionBounds(12, 0, 0, 5, 1_000, local);
            default -> null;
        };
    }

    static Map<String, Safetensors.Values> weights(ModelConfig shape, long seed) {
        Random random = new Random(seed);
        Map<String, Safetensors.Values> weights = new LinkedHashMap<>();
        Transformer.forEachWeight(shape, (name, sizes) -> {
            float[] values = new float[(int) (sizes.length == 1 ? sizes[0] : sizes[0] * sizes[1])];
            for (int i = 0; i < values.length; i++) {
                values[i] = sizes.length == 1
                        ? 1 + (float) random.nextGaussian() * 0.1f
                        : (float) random.nextGaussian() * 0.15f;
            }
            weights.put(name, new Safetensors.Values(sizes, values));
        });
        return weights;
    }

    static String configJson(ModelConfig shape) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        boolean gemma = shape.family().isGemma();
        json.put(
                        "model_type",
                        shape.family() == Family.GEMMA3
                                ? "gemma3_text"
                                : shape.family().name().toLowerCase(Locale.ROOT))
                .put("vocab_size", shape.vocabulary())
                .put("hidden_size", shape.width())
                .put("intermediate_size", shape.inner())
                .put("num_hidden_layers", shape.layers())
                .put("num_attention_heads", shape.heads())
                .put("num_key_value_heads", shape.kvHeads())
                .put("head_dim", shape.headWidth())
                .put("max_position_embeddings", shape.context())
                .put("rope_theta", shape.ropeTheta())
                .put("rms_norm_eps", shape.normEpsilon())
                .put(gemma ? "hidden_activation" : "hidden_act", gemma ? "gelu_pytorch_tanh" : "silu")
                .put("tie_word_embeddings", shape.tied());
        AttentionBounds bounds = shape.bounds();
        if (bounds != null) {
            json.put("query_pre_attn_scalar", bounds.queryScalar())
                    .put("attn_logit_softcapping", bounds.cap())
                    .put("final_logit_softcapping", bounds.logitCap())
                    .put("sliding_window", bounds.window())
                    .put("rope_local_base_freq", bounds.localTheta());
            ArrayNode types = json.putArray("layer_types");
            bounds.local().forEach(local -> types.add(local ? "sliding_attention" : "full_attention"));
        }
        return json.toString();
    }
}
