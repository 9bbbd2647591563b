package io.pitchpipe.tuningserver.lm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Low-rank weights A [rank, in] and B [out, rank] of adapted maps, in float32 (LoRA, Hu et al., arXiv:2106.09685). */
final class LoraWeights implements AutoCloseable {

    private final LoraSettings settings;
    private final @Nullable Pair[][] pairs;

    /** One adapted map. */
    record Pair(Tensor a, Tensor b, double scale) {}

    private LoraWeights(LoraSettings settings, int layers) {
        this.settings = settings;
        pairs = new @Nullable Pair[layers][Transformer.LINEARS.size()];
    }

    /**
     * Fresh weights, as peft makes them: B is zero, so that the model starts as it was, and A is uniform in ±1/√in (Kaiming with a = √5).
     */
    static LoraWeights fresh(LoraSettings settings, ModelConfig config, Device device, RandomGenerator random) {
        Map<String, float[]> values = new LinkedHashMap<>();
        LoraWeights weights = new LoraWeights(settings, config.layers());
        weights.forEachShape(config, (name, shape) -> {
            float[] tensor = new float[Math.toIntExact(shape[0] * shape[1])];
            if (name.endsWith("lora_A.weight")) {
                float bound = (float) (1 / Math.sqrt(shape[1]));
                for (int i = 0; i < tensor.length; i++) {
                    tensor[i] = random.nextFloat(-bound, bound);
                }
            }
            values.put(name, tensor);
        });
        return of(settings, config, device, values);
    }

    /**
     * Weights of these values, by {@link #forEachShape names}.
     *
     * @throws UnreadableModelException when one is missing or of another size
     */
    static LoraWeights of(LoraSettings settings, ModelConfig config, Device device, Map<String, float[]> values) {
        LoraWeights weights = new LoraWeights(settings, config.layers());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Placement placement = new Placement(device, Precision.FLOAT32);
        weights.forEachShape(config, (name, shape) -> {
            float[] tensor = values.get(name);
            if (tensor == null || tensor.length != shape[0] * shape[1]) {
                throw new UnreadableModelException("The adapter does not fit its base model: " + name);
            }
            try (Native scope = Native.scope()) {
                tensors.put(name, Native.keep(placement.floats(tensor, shape)));
            }
        });
        for (int layer = 0; layer < config.layers(); layer++) {
            for (String target : settings.targets()) {
                String name = Transformer.prefix(layer) + target;
                weights.pairs[layer][Transformer.LINEARS.indexOf(target)] = new Pair(
                        Objects.requireNonNull(tensors.get(name + ".lora_A.weight")),
                        Objects.requireNonNull(tensors.get(name + ".lora_B.weight")),
                        settings.scale());
            }
        }
        return weights;
    }

    LoraSettings settings() {
        return settings;
    }

    @Nullable
    Pair pair(int layer, int map) {
        return pairs[layer][map];
    }

    /** The tensors by name ({@code model.layers.0.self_attn.q_proj.lora_A.weight}), in a fixed order. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int layer = 0; layer < pairs.length; layer++) {
            for (int map = 0; map < pairs[layer].length; map++) {
                Pair pair = pairs[layer][map];
                if (pair != null) {
                    String name = Transformer.prefix(layer) + Transformer.LINEARS.get(map);
                    tensors.put(name + ".lora_A.weight", pair.a());
                    tensors.put(name + ".lora_B.weight", pair.b());
                }
            }
        }
        return tensors;
    }

    private interface ShapeConsumer {
        void accept(String name, long[] shape);
    }

    private void forEachShape(ModelConfig config, ShapeConsumer action) {
        Transformer.forEachWeight(config, (name, shape) -> {
            String map = name.substring(0, name.length() - ".weight".length());
            if (settings.targets().stream().anyMatch(map::endsWith)) {
                action.accept(map + ".lora_A.weight", new long[] {settings.rank(), shape[1]});
                action.accept(map + ".lora_B.weight", new long[] {shape[0], settings.rank()});
            }
        });
    }

    @Override
    public void close() {
        tensors().values().forEach(Native::free);
    }
}
