package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the demo base in the form of a Hugging Face folder, with what only we know of it beside. */
final class DemoFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DemoFiles() {}

    static void write(Path folder, Map<String, Tensor> weights, long seed, int steps) throws IOException {
        ModelConfig shape = DemoPretraining.SHAPE;
        ObjectNode config = JSON.createObjectNode();
        config.putArray("architectures").add("LlamaForCausalLM");
        config.put("model_type", "llama")
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
                .put("hidden_act", "silu")
                .put("tie_word_embeddings", shape.tied());
        AtomicFiles.write(folder.resolve("config.json"), out -> out.write(JSON.writeValueAsBytes(config)));
        Map<String, Safetensors.Values> values = new LinkedHashMap<>(Adapter.heap(weights, ""));
        Map<String, String> origin =
                Map.of("format", "pt", "seed", Long.toString(seed), "steps", Integer.toString(steps));
        Safetensors.write(folder.resolve("model.safetensors"), values, origin, FloatFormat.F16);
        AtomicFiles.write(folder.resolve("pitchpipe.json"), out -> out.write("""
                        {
                          "displayName": "Pitchpipe demo base (not for real work)",
                          "description": "A demo of 1.3 million parameters that needs no download. It learns small text tasks; it knows no language and no facts.",
                          "version": "1",
                          "licence": "Apache-2.0",
                          "tokenizer": "bytes",
                          "demo": true,
                          "outputTokenLimit": 512,
                          "learningRateScale": 2.0,
                          "notes": "This is a demo. Use it to see how tuning works; choose a real base model for real tasks."
                        }
                        """.getBytes(StandardCharsets.UTF_8)));
    }
}
