package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Small random models as files, byte-level unless told otherwise. */
final class TinyModels {

    static final ModelConfig SHAPE = new ModelConfig(260, 32, 48, 2, 4, 2, 8, 256, 10_000, 1e-5, true);

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
                family);
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
        return """
                {"model_type":"%s","vocab_size":%d,"hidden_size":%d,"intermediate_size":%d,"num_hidden_layers":%d,
                 "num_attention_heads":%d,"num_key_value_heads":%d,"head_dim":%d,"max_position_embeddings":%d,"rope_theta":%s,"rms_norm_eps":%s,
                 "hidden_act":"%s","tie_word_embeddings":%s,"bos_token_id":null,"eos_token_id":null,"pad_token_id":null}
                """.formatted(
                        shape.family().name().toLowerCase(java.util.Locale.ROOT),
                        shape.vocabulary(),
                        shape.width(),
                        shape.inner(),
                        shape.layers(),
                        shape.heads(),
                        shape.kvHeads(),
                        shape.headWidth(),
                        shape.context(),
                        shape.ropeTheta(),
                        shape.normEpsilon(),
                        shape.family() == Family.GEMMA ? "gelu_pytorch_tanh" : "silu",
                        shape.tied());
    }
}
