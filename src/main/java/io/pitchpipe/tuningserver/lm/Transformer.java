package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A Llama in Hugging Face's tensor layout, in float32. It computes; it neither trains nor samples. */
final class Transformer implements AutoCloseable {

    /** The linear maps of a block, which LoRA may adapt, by their Hugging Face names. */
    static final List<String> LINEARS = List.of(
            "self_attn.q_proj",
            "self_attn.k_proj",
            "self_attn.v_proj",
            "self_attn.o_proj",
            "mlp.gate_proj",
            "mlp.up_proj",
            "mlp.down_proj");

    private static final int Q = 0;
    private static final int K = 1;
    private static final int V = 2;
    private static final int O = 3;
    private static final int GATE = 4;
    private static final int UP = 5;
    private static final int DOWN = 6;

    private final ModelConfig config;
    private final Map<String, Tensor> weights;
    private final Tensor embedding;
    private final Tensor head;
    private final Tensor lastNorm;
    private final List<Block> blocks = new ArrayList<>();
    private final Rotary rotary;

    private record Block(
            Tensor attentionNorm,
            Tensor feedForwardNorm,
            Tensor[] linears,
            @Nullable Tensor[] biases) {}

    /** @param weights kept tensors by Hugging Face name; they are freed with this */
    Transformer(ModelConfig config, Map<String, Tensor> weights) {
        this.config = config;
        this.weights = Map.copyOf(weights);
        embedding = weight("model.embed_tokens.weight");
        head = config.tied() ? embedding : weight("lm_head.weight");
        lastNorm = weight("model.norm.weight");
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = prefix(layer);
            Tensor[] linears = new Tensor[LINEARS.size()];
            @Nullable Tensor[] biases = new @Nullable Tensor[LINEARS.size()];
            for (int i = 0; i < linears.length; i++) {
                linears[i] = weight(prefix + LINEARS.get(i) + ".weight");
                biases[i] = weights.get(prefix + LINEARS.get(i) + ".bias");
            }
            blocks.add(new Block(
                    weight(prefix + "input_layernorm.weight"),
                    weight(prefix + "post_attention_layernorm.weight"),
                    linears,
                    biases));
        }
        rotary = new Rotary(config);
    }

    /** Hugging Face's name of a block, with the dot. */
    static String prefix(int layer) {
        return "model.layers." + layer + ".";
    }

    /** Names and shapes of all weights that a model of this shape has; biases are extra. */
    static void forEachWeight(ModelConfig c, BiConsumer<String, long[]> action) {
        action.accept("model.embed_tokens.weight", new long[] {c.vocabulary(), c.width()});
        long queries = (long) c.heads() * c.headWidth();
        long keys = (long) c.kvHeads() * c.headWidth();
        for (int layer = 0; layer < c.layers(); layer++) {
            String prefix = prefix(layer);
            action.accept(prefix + "input_layernorm.weight", new long[] {c.width()});
            action.accept(prefix + LINEARS.get(Q) + ".weight", new long[] {queries, c.width()});
            action.accept(prefix + LINEARS.get(K) + ".weight", new long[] {keys, c.width()});
            action.accept(prefix + LINEARS.get(V) + ".weight", new long[] {keys, c.width()});
            action.accept(prefix + LINEARS.get(O) + ".weight", new long[] {c.width(), queries});
            action.accept(prefix + "post_attention_layernorm.weight", new long[] {c.width()});
            action.accept(prefix + LINEARS.get(GATE) + ".weight", new long[] {c.inner(), c.width()});
            action.accept(prefix + LINEARS.get(UP) + ".weight", new long[] {c.inner(), c.width()});
            action.accept(prefix + LINEARS.get(DOWN) + ".weight", new long[] {c.width(), c.inner()});
        }
        action.accept("model.norm.weight", new long[] {c.width()});
        if (!c.tied()) {
            action.accept("lm_head.weight", new long[] {c.vocabulary(), c.width()});
        }
    }

    ModelConfig config() {
        return config;
    }

    /** All weights by name, the very tensors that are computed with. */
    Map<String, Tensor> weights() {
        return weights;
    }

    /**
     * The last hidden states, normalised, ready for {@link #logits}.
     *
     * @param tokens [batch, length], right-padded: what follows a text cannot change what came before it, so padding needs no mask of its own
     * @param cache of this one text when batch is 1 and the text goes on; null to compute the whole text at once
     * @return [batch, length, width]
     */
    Tensor hidden(Tensor tokens, @Nullable LoraWeights lora, @Nullable KvCache cache) {
        long length = tokens.size(1);
        long past = cache == null ? 0 : cache.length();
        if (past > 0 && length != 1) {
            throw new IllegalArgumentException("With a cache, a text goes on by one token at a time");
        }
        Tensor cos = rotary.cos(past, length);
        Tensor sin = rotary.sin(past, length);
        Tensor x = torch.embedding(embedding, tokens);
        for (int layer = 0; layer < blocks.size(); layer++) {
            Block block = blocks.get(layer);
            // x + attention(norm(x)), then x + feedForward(norm(x))
            x = x.add(attention(norm(x, block.attentionNorm()), layer, cos, sin, lora, cache));
            x = x.add(feedForward(norm(x, block.feedForwardNorm()), layer, lora));
        }
        if (cache != null) {
            cache.advance(length);
        }
        return norm(x, lastNorm);
    }

    /** Scores of the next token, for hidden states [..., width]. */
    Tensor logits(Tensor hidden) {
        return torch.linear(hidden, head);
    }

    private Tensor attention(
            Tensor x, int layer, Tensor cos, Tensor sin, @Nullable LoraWeights lora, @Nullable KvCache cache) {
        long batch = x.size(0);
        long length = x.size(1);
        Tensor q = heads(linear(x, layer, Q, lora), batch, length, config.heads());
        Tensor k = heads(linear(x, layer, K, lora), batch, length, config.kvHeads());
        Tensor v = heads(linear(x, layer, V, lora), batch, length, config.kvHeads());
        q = Rotary.apply(q, cos, sin);
        k = Rotary.apply(k, cos, sin);
        Tensor mixed;
        if (cache != null && cache.length() > 0) {
            mixed = oneQuery(q, cache.append(layer, k, v));
        } else {
            if (cache != null) {
                cache.append(layer, k, v);
            }
            mixed = causal(q, repeat(k), repeat(v));
        }
        return linear(mixed, layer, O, lora);
    }

    /** [batch, length, heads·headWidth] to [batch, heads, length, headWidth]. */
    private Tensor heads(Tensor x, long batch, long length, int heads) {
        return x.view(batch, length, heads, config.headWidth()).transpose(1, 2);
    }

    private Tensor causal(Tensor q, Tensor k, Tensor v) {
        Tensor mixed = attend(q, k, v, true);
        return mixed.transpose(1, 2).reshape(q.size(0), q.size(2), (long) config.heads() * config.headWidth());
    }

    /** One new position: the query heads of a group stand as several queries of their key head, so that the cache is not copied per query head. */
    private Tensor oneQuery(Tensor q, KvCache.Entry entry) {
        long group = config.heads() / config.kvHeads();
        Tensor grouped = q.reshape(1, config.kvHeads(), group, config.headWidth());
        return attend(grouped, entry.keys(), entry.values(), false)
                .reshape(1, 1, (long) config.heads() * config.headWidth());
    }

    private static Tensor attend(Tensor q, Tensor k, Tensor v, boolean causal) {
        return torch.scaled_dot_product_attention(
                q, k, v, new TensorOptional(), 0, causal, new DoubleOptional(), false);
    }

    /** Grouped-query attention: every key-value head serves several query heads. */
    private Tensor repeat(Tensor x) {
        long group = config.heads() / config.kvHeads();
        if (group == 1) {
            return x;
        }
        long batch = x.size(0);
        long length = x.size(2);
        return x.unsqueeze(2)
                .expand(batch, config.kvHeads(), group, length, config.headWidth())
                .reshape(batch, config.heads(), length, config.headWidth());
    }

    /** SwiGLU: down(silu(gate(x)) · up(x)). */
    private Tensor feedForward(Tensor x, int layer, @Nullable LoraWeights lora) {
        Tensor gate = torch.silu(linear(x, layer, GATE, lora));
        return linear(gate.mul(linear(x, layer, UP, lora)), layer, DOWN, lora);
    }

    /** x·Wᵀ (+ b) (+ scale · x·Aᵀ·Bᵀ when the map is adapted). */
    private Tensor linear(Tensor x, int layer, int map, @Nullable LoraWeights lora) {
        Block block = blocks.get(layer);
        Tensor bias = block.biases()[map];
        Tensor y = bias == null
                ? torch.linear(x, block.linears()[map])
                : torch.linear(x, block.linears()[map], new TensorOptional(bias));
        LoraWeights.Pair pair = lora == null ? null : lora.pair(layer, map);
        if (pair == null) {
            return y;
        }
        Tensor low = torch.linear(torch.linear(x, pair.a()), pair.b());
        return torch.add(y, low, new Scalar(pair.scale()));
    }

    private Tensor norm(Tensor x, Tensor weight) {
        return torch.rms_norm(
                x, new long[] {config.width()}, new TensorOptional(weight), new DoubleOptional(config.normEpsilon()));
    }

    private Tensor weight(String name) {
        Tensor tensor = weights.get(name);
        if (tensor == null) {
            throw new UnreadableModelException("The model lacks the tensor " + name);
        }
        return tensor;
    }

    @Override
    public void close() {
        rotary.close();
        weights.values().forEach(Native::free);
    }
}
