package io.pitchpipe.tuningserver.lm;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The loss and the gradients of a text that is too long to keep all that its blocks compute: only what goes into each block is kept, and the block is computed once more
 * when the gradients reach it (Chen et al., arXiv:1604.06174). That costs a third more time. The head, whose scores would be the largest of all, takes its positions in
 * pieces.
 */
final class Recomputation {

    /** Positions that go through the head at once. */
    static final int HEAD_AT_ONCE = 512;

    private Recomputation() {}

    /**
     * Adds to the gradients those of the text's mean loss, times {@code share}. The caller records gradients.
     *
     * @return the mean loss, in nats
     */
    static double backward(Transformer transformer, @Nullable LoraWeights lora, EncodedExample text, double share) {
        List<TextRun> runs = TextRun.of(List.of(text.tokens()));
        Transformer.Turns turns = transformer.turns(0, runs);
        Tensor[] into = new Tensor[transformer.config().layers()];
        Tensor out;
        try (NoGradGuard silent = new NoGradGuard()) {
            out = transformer.embedded(tokens(transformer, text));
            for (int layer = 0; layer < into.length; layer++) {
                into[layer] = out;
                out = transformer.block(out, layer, turns, runs, lora);
            }
        }
        Tensor last = out.detach().set_requires_grad(true);
        double loss;
        Tensor gradient;
        try (Native scope = Native.scope()) {
            loss = head(transformer, last, text, share);
            gradient = Native.keep(last.mutable_grad().detach());
        }
        for (int layer = into.length - 1; layer >= 0; layer--) {
            Tensor before = gradient;
            try (Native scope = Native.scope()) {
                // Nobody asks how the loss depends on the embedding.
                Tensor start = into[layer].detach().set_requires_grad(layer > 0);
                backward(transformer.block(start, layer, turns, runs, lora), before);
                gradient =
                        layer == 0 ? before : Native.keep(start.mutable_grad().detach());
            } finally {
                if (gradient != before || layer == 0) {
                    Native.free(before);
                }
            }
        }
        return loss;
    }

    /** The gradients of what the last block gave, {@code last}, and the mean loss. */
    private static double head(Transformer transformer, Tensor last, EncodedExample text, double share) {
        long[] positions = positions(text);
        Tensor asked = transformer
                .normalised(last)
                .index_select(0, transformer.placement().longs(positions, positions.length));
        Tensor start = asked.detach().set_requires_grad(true);
        double sum = 0;
        for (int from = 0; from < positions.length; from += HEAD_AT_ONCE) {
            try (Native scope = Native.scope()) {
                Tensor loss = piece(transformer, start, text, positions, from);
                loss.mul(new Scalar(share)).backward();
                sum += loss.item_float();
            }
        }
        backward(asked, start.mutable_grad());
        return sum;
    }

    /** The mean loss alone, without gradients. */
    static double loss(Transformer transformer, @Nullable LoraWeights lora, EncodedExample text) {
        long[] positions = positions(text);
        Tensor hidden = transformer.hidden(tokens(transformer, text), TextRun.of(List.of(text.tokens())), lora, null);
        Tensor asked = hidden.index_select(0, transformer.placement().longs(positions, positions.length));
        double sum = 0;
        for (int from = 0; from < positions.length; from += HEAD_AT_ONCE) {
            try (Native scope = Native.scope()) {
                sum += piece(transformer, asked, text, positions, from).item_float();
            }
        }
        return sum;
    }

    /** What the positions from {@code from} on, as many as go at once, add to the mean loss. */
    private static Tensor piece(
            Transformer transformer, Tensor hidden, EncodedExample text, long[] positions, int from) {
        int count = Math.min(HEAD_AT_ONCE, positions.length - from);
        long[] expected = IntStream.range(from, from + count)
                .mapToLong(at -> text.tokens()[(int) positions[at] + 1])
                .toArray();
        Tensor mean = torch.cross_entropy_loss(
                transformer.logits(hidden.narrow(0, from, count)),
                transformer.placement().longs(expected, count));
        return mean.mul(new Scalar((double) count / positions.length));
    }

    /** Those that a learned token follows. */
    private static long[] positions(EncodedExample text) {
        return IntStream.range(1, text.tokens().length)
                .filter(at -> text.learned()[at])
                .mapToLong(at -> at - 1)
                .toArray();
    }

    private static Tensor tokens(Transformer transformer, EncodedExample text) {
        long[] tokens = IntStream.of(text.tokens()).asLongStream().toArray();
        return transformer.placement().longs(tokens, tokens.length);
    }

    private static void backward(Tensor result, Tensor gradient) {
        result.backward(gradient, new BoolOptional(), false, new TensorArrayRefOptional());
    }
}
