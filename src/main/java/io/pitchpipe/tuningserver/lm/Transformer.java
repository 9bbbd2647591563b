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
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** A model of the Llama kind in Hugging Face's tensor layout. It computes; it neither trains nor samples. */
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

    private static final String FIRST_NORM = "input_layernorm.weight";

    /** Before the feed-forward part; in families that normalise what attention gives, behind attention. */
    private static final String SECOND_NORM = "post_attention_layernorm.weight";

    private static final String QUERY_NORM = "self_attn.q_norm.weight";
    private static final String KEY_NORM = "self_attn.k_norm.weight";

    private static final int Q = 0;
    private static final int K = 1;
    private static final int V = 2;
    private static final int O = 3;
    private static final int GATE = 4;
    private static final int UP = 5;
    private static final int DOWN = 6;

    private final ModelConfig config;
    private final Placement placement;
    private final Map<String, Tensor> weights;
    private final Tensor embedding;
    private final Tensor head;
    private final Tensor lastNorm;
    private final List<Block> blocks = new ArrayList<>();
    private final Rotary rotary;
    private final Rotary localRotary;
    private final Attention attention;

    private record Block(
            Tensor attentionNorm,
            @Nullable Tensor attendedNorm,
            Tensor feedForwardNorm,
            @Nullable Tensor fedForwardNorm,
            @Nullable Tensor queryNorm,
            @Nullable Tensor keyNorm,
            Tensor[] linears,
            @Nullable Tensor[] biases) {}

    /**
     * @param weights kept tensors by Hugging Face name; they are freed with this
     * @param placement of the weights, but that norms' are float32
     */
    Transformer(ModelConfig config, Map<String, Tensor> weights, Placement placement) {
        this.config = config;
        this.placement = placement;
        this.weights = Map.copyOf(weights);
        embedding = weight("model.embed_tokens.weight");
        head = config.tied() ? embedding : weight("lm_head.weight");
        lastNorm = weight("model.norm.weight");
        boolean outer = config.family().hasOuterNorms();
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = prefix(layer);
            Tensor[] linears = new Tensor[LINEARS.size()];
            @Nullable Tensor[] biases = new @Nullable Tensor[LINEARS.size()];
            for (int i = 0; i < linears.length; i++) {
                linears[i] = weight(prefix + LINEARS.get(i) + ".weight");
                biases[i] = weights.get(prefix + LINEARS.get(i) + ".bias");
            }
            blocks.add(new Block(
                    weight(prefix + FIRST_NORM),
                    outer ? weight(prefix + SECOND_NORM) : null,
                    weight(prefix + (outer ? "pre_feedforward_layernorm.weight" : SECOND_NORM)),
                    outer ? weight(prefix + "post_feedforward_layernorm.weight") : null,
                    weights.get(prefix + QUERY_NORM),
                    weights.get(prefix + KEY_NORM),
                    linears,
                    biases));
        }
        rotary = new Rotary(config, config.ropeTheta(), config.scaling(), placement);
        AttentionBounds bounds = config.bounds();
        localRotary = bounds == null ? rotary : new Rotary(config, bounds.localTheta(), null, placement);
        attention = new Attention(config, placement);
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
            action.accept(prefix + FIRST_NORM, new long[] {c.width()});
            action.accept(prefix + LINEARS.get(Q) + ".weight", new long[] {queries, c.width()});
            action.accept(prefix + LINEARS.get(K) + ".weight", new long[] {keys, c.width()});
            action.accept(prefix + LINEARS.get(V) + ".weight", new long[] {keys, c.width()});
            action.accept(prefix + LINEARS.get(O) + ".weight", new long[] {c.width(), queries});
            if (c.family().hasHeadNorms()) {
                action.accept(prefix + QUERY_NORM, new long[] {c.headWidth()});
                action.accept(prefix + KEY_NORM, new long[] {c.headWidth()});
            }
            action.accept(prefix + SECOND_NORM, new long[] {c.width()});
            if (c.family().hasOuterNorms()) {
                action.accept(prefix + "pre_feedforward_layernorm.weight", new long[] {c.width()});
                action.accept(prefix + "post_feedforward_layernorm.weight", new long[] {c.width()});
            }
            action.accept(prefix + LINEARS.get(GATE) + ".weight", new long[] {c.inner(), c.width()});
            action.accept(prefix + LINEARS.get(UP) + ".weight", new long[] {c.inner(), c.width()});
            action.accept(prefix + LINEARS.get(DOWN) + ".weight", new long[] {c.width(), c.inner()});
        }
        action.accept("model.norm.weight", new long[] {c.width()});
        if (!c.tied()) {
            action.accept("lm_head.weight", new long[] {c.vocabulary(), c.width()});
        }
    }

    Placement placement() {
        return placement;
    }

    /** Room for an answer of up to so many positions, its prompt's included. */
    KvCache cache(long capacity) {
        return new KvCache(config, placement, capacity);
    }

    ModelConfig config() {
        return config;
    }

    /** All weights by name, the very tensors that are computed with. */
    Map<String, Tensor> weights() {
        return weights;
    }

    /**
     * The last hidden states, normalised, ready for {@link #logits}. Texts are computed one behind the other, without padding: only attention tells them apart.
     *
     * @param tokens [length] of all texts
     * @param runs how the texts follow each other
     * @param cache of this one text when it goes on; null to compute whole texts at once
     * @return [length, width]; with a cache [1, width], those of the last position, as only they are asked for
     */
    Tensor hidden(Tensor tokens, List<TextRun> runs, @Nullable LoraWeights lora, @Nullable KvCache cache) {
        long past = cache == null ? 0 : cache.length();
        if (cache != null && (TextRun.texts(runs) != 1 || past > 0 && tokens.size(0) != 1)) {
            throw new IllegalArgumentException("With a cache, one text goes on by one token at a time");
        }
        Turns turns = turns(past, runs);
        Tensor x = embedded(tokens);
        long length = tokens.size(0);
        for (int layer = 0; layer < blocks.size(); layer++) {
            // Of a prompt's last block only the last position is asked for; its keys and values are those of all.
            long asked = cache != null && layer == blocks.size() - 1 ? 1 : length;
            x = block(x, layer, asked, turns, runs, lora, cache);
        }
        if (cache != null) {
            cache.advance(length);
        }
        return normalised(x);
    }

    /** How positions turn, in layers that look everywhere and in those that look back a window. */
    record Turns(Rotary.Turn far, Rotary.Turn near) {}

    Turns turns(long past, List<TextRun> runs) {
        Rotary.Turn far = rotary.turn(past, runs);
        return new Turns(far, localRotary == rotary ? far : localRotary.turn(past, runs));
    }

    /** What goes into the first block. */
    Tensor embedded(Tensor tokens) {
        Tensor x = torch.embedding(embedding, tokens);
        return config.family().isGemma()
                ? x.mul(new Scalar(placement.precision().round(Math.sqrt(config.width()))))
                : x;
    }

    /** What a block makes of whole texts. */
    Tensor block(Tensor x, int layer, Turns turns, List<TextRun> runs, @Nullable LoraWeights lora) {
        return block(x, layer, x.size(0), turns, runs, lora, null);
    }

    /** x + attention(norm(x)), then x + feedForward(norm(x)); Gemma 2 and 3 add the norms of these two. */
    private Tensor block(
            Tensor x,
            int layer,
            long asked,
            Turns turns,
            List<TextRun> runs,
            @Nullable LoraWeights lora,
            @Nullable KvCache cache) {
        Block block = blocks.get(layer);
        Rotary.Turn turn = config.isLocal(layer) ? turns.near() : turns.far();
        long length = x.size(0);
        Tensor attended = Native.handOn(() -> x.narrow(0, length - asked, asked)
                .add(normIf(attention(x, layer, asked, turn, runs, lora, cache), block.attendedNorm())));
        return Native.handOn(() -> attended.add(normIf(feedForward(attended, layer, lora), block.fedForwardNorm())));
    }

    /** What the last block gave, ready for {@link #logits}. */
    Tensor normalised(Tensor x) {
        return norm(x, lastNorm);
    }

    /** Scores of the next token in float32, for hidden states [positions, width]. */
    Tensor logits(Tensor hidden) {
        Tensor scores = placement.exact(times(hidden, head));
        AttentionBounds bounds = config.bounds();
        if (bounds == null || bounds.logitCap() == 0) {
            return scores;
        }
        Scalar cap = new Scalar(bounds.logitCap());
        return scores.div(cap).tanh().mul(cap);
    }

    /** @param asked how many positions, the last ones, are to look back: all or one */
    private Tensor attention(
            Tensor residual,
            int layer,
            long asked,
            Rotary.Turn turn,
            List<TextRun> runs,
            @Nullable LoraWeights lora,
            @Nullable KvCache cache) {
        Tensor x = norm(residual, blocks.get(layer).attentionNorm());
        Block block = blocks.get(layer);
        Tensor looking = x.narrow(0, x.size(0) - asked, asked);
        Tensor q = turn.last(asked)
                .apply(normIf(heads(linear(looking, layer, Q, lora), config.heads()), block.queryNorm()));
        Tensor k = turn.apply(normIf(heads(linear(x, layer, K, lora), config.kvHeads()), block.keyNorm()));
        Tensor v = heads(linear(x, layer, V, lora), config.kvHeads());
        boolean local = config.isLocal(layer);
        Tensor mixed;
        if (cache == null) {
            mixed = attention.causal(q, k, v, runs, local);
        } else {
            KvCache.Entry seen = cache.append(layer, Attention.text(k), Attention.text(v));
            mixed = asked == 1 ? attention.oneQuery(q, seen, local) : attention.causal(q, k, v, runs, local);
        }
        return linear(mixed, layer, O, lora);
    }

    /** [length, heads·headWidth] to [length, heads, headWidth]. */
    private Tensor heads(Tensor x, int heads) {
        return x.view(-1, heads, config.headWidth());
    }

    private Tensor normIf(Tensor x, @Nullable Tensor weight) {
        return weight == null ? x : norm(x, weight);
    }

    /** SwiGLU: down(silu(gate(x)) · up(x)), or with Gemma's GELU. */
    private Tensor feedForward(Tensor residual, int layer, @Nullable LoraWeights lora) {
        Tensor x = norm(residual, blocks.get(layer).feedForwardNorm());
        Tensor gate = linear(x, layer, GATE, lora);
        Tensor open = config.family().isGemma() ? torch.gelu(gate, "tanh") : torch.silu(gate);
        return linear(open.mul(linear(x, layer, UP, lora)), layer, DOWN, lora);
    }

    /** x·Wᵀ (+ b) (+ scale · x·Aᵀ·Bᵀ when the map is adapted). What the adapter adds is computed in float32, and the sum rounded once, as peft does it. */
    private Tensor linear(Tensor x, int layer, int map, @Nullable LoraWeights lora) {
        Block block = blocks.get(layer);
        Tensor bias = block.biases()[map];
        Tensor y = times(x, block.linears()[map]);
        if (bias != null) {
            y = y.add(bias);
        }
        LoraWeights.Pair pair = lora == null ? null : lora.pair(layer, map);
        if (pair == null) {
            return y;
        }
        Tensor low = times(placement.exact(x), pair.a());
        // In place: y is nobody else's, and a copy of it would cost as much as the product.
        return placement.rounded(placement.exact(y).addmm_(low, pair.b().t(), new Scalar(1), new Scalar(pair.scale())));
    }

    /**
     * x·Wᵀ for [positions, in] and [out, in]. A single position goes by the product of matrix and vector: that reads the weights at the speed of memory, where the
     * product of matrices first copies them into blocks, at a third of it (docs/engine.md, Speed). In bf16 it is the other way round: there the product of matrices is
     * oneDNN's, and three times as fast.
     */
    private static Tensor times(Tensor x, Tensor weight) {
        boolean byVector = x.size(0) == 1 && x.scalar_type().intern() == ScalarType.Float;
        return byVector ? weight.mv(x.view(-1)).view(1, -1) : torch.linear(x, weight);
    }

    /** RMSNorm, computed in float32. */
    private Tensor norm(Tensor x, Tensor weight) {
        return placement.rounded(torch.rms_norm(
                placement.exact(x),
                new long[] {weight.size(0)},
                new TensorOptional(weight),
                new DoubleOptional(config.normEpsilon())));
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
        if (localRotary != rotary) {
            localRotary.close();
        }
        weights.values().forEach(Native::free);
    }
}
