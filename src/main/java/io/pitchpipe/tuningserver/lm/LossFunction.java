package io.pitchpipe.tuningserver.lm;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Cross entropy of the learned tokens, and its gradients. */
final class LossFunction {

    /**
     * Tokens that are computed at once. A batch of more is computed in parts whose gradients add up to the same: the memory of a step is bounded, whatever the
     * batch size. About 1.4 MB a token for a 135M model. An example that is longer by itself takes less for each token, see {@link Recomputation}.
     */
    static final int TOKENS_AT_ONCE = 2048;

    private LossFunction() {}

    /**
     * Adds to the gradients those of the batch's mean loss per learned token.
     *
     * @return the mean loss, in nats
     */
    static double backward(Transformer transformer, @Nullable LoraWeights lora, List<EncodedExample> batch) {
        int targets = batch.stream().mapToInt(EncodedExample::targets).sum();
        double sum = 0;
        for (List<EncodedExample> part : EncodedExample.split(batch, TOKENS_AT_ONCE)) {
            int here = part.stream().mapToInt(EncodedExample::targets).sum();
            if (here == 0) {
                continue;
            }
            double share = (double) here / targets;
            try (Native scope = Native.scope()) {
                if (isLong(part)) {
                    sum += Recomputation.backward(transformer, lora, part.getFirst(), share) * share;
                    continue;
                }
                Tensor loss = loss(transformer, lora, part, here);
                (share == 1 ? loss : loss.mul(new Scalar(share))).backward();
                sum += loss.item_float() * share;
            }
        }
        return sum;
    }

    /**
     * The mean loss per learned token over all of these, without gradients: the same number that a step on all of them together would have.
     *
     * @param cancellation asked before each part
     * @return the mean loss, in nats; empty when it was cancelled
     */
    static OptionalDouble mean(
            Transformer transformer,
            @Nullable LoraWeights lora,
            List<EncodedExample> examples,
            Cancellation cancellation) {
        int targets = examples.stream().mapToInt(EncodedExample::targets).sum();
        double sum = 0;
        for (List<EncodedExample> part : EncodedExample.split(examples, TOKENS_AT_ONCE)) {
            if (cancellation.requested()) {
                return OptionalDouble.empty();
            }
            int here = part.stream().mapToInt(EncodedExample::targets).sum();
            if (here == 0) {
                continue;
            }
            try (Native scope = Native.scope();
                    NoGradGuard silent = new NoGradGuard()) {
                double mean = isLong(part)
                        ? Recomputation.loss(transformer, lora, part.getFirst())
                        : loss(transformer, lora, part, here).item_float();
                sum += mean * ((double) here / targets);
            }
        }
        return OptionalDouble.of(sum);
    }

    /** Whether a part is one text that is longer than what is computed at once. */
    private static boolean isLong(List<EncodedExample> part) {
        return part.size() == 1 && part.getFirst().tokens().length > TOKENS_AT_ONCE;
    }

    /** Mean loss of a part. Only the positions before a learned token go through the head, which is most of the work with a large vocabulary. */
    static Tensor loss(Transformer transformer, @Nullable LoraWeights lora, List<EncodedExample> part, int targets) {
        long[] positions = new long[targets];
        long[] expected = new long[targets];
        int at = 0;
        int start = 0;
        for (EncodedExample example : part) {
            for (int i = 1; i < example.tokens().length; i++) {
                if (example.learned()[i]) {
                    positions[at] = start + i - 1;
                    expected[at++] = example.tokens()[i];
                }
            }
            start += example.tokens().length;
        }
        List<int[]> texts = part.stream().map(EncodedExample::tokens).toList();
        long[] tokens =
                texts.stream().flatMapToInt(IntStream::of).asLongStream().toArray();
        Tensor hidden =
                transformer.hidden(transformer.placement().longs(tokens, tokens.length), TextRun.of(texts), lora, null);
        Tensor before = hidden.index_select(0, transformer.placement().longs(positions, targets));
        return torch.cross_entropy_loss(
                transformer.logits(before), transformer.placement().longs(expected, targets));
    }
}
