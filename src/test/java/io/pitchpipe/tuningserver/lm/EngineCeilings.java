package io.pitchpipe.tuningserver.lm;

import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What bounds the engine on this machine, measured in the same run as what it reaches: how fast matrices are multiplied, and how fast weights are read from memory.
 *
 * @param multiplying operations per second of a product as a prompt of 200 tokens needs them, a multiplication and an addition counted each
 * @param reading bytes per second of a product of the largest weight and a vector, which reads it once from memory
 * @param multiplied operations that a token of a prompt needs in its linear maps
 * @param read bytes of weights that an answer's token needs
 */
record EngineCeilings(double multiplying, double reading, double multiplied, double read) {

    private static final int PROMPT = 200;
    private static final int ROUNDS = 7;
    private static final int REPEATED = 20;

    static EngineCeilings of(LanguageModel model) {
        try (LanguageModel.Use use = model.use();
                Native scope = Native.scope();
                NoGradGuard silent = new NoGradGuard()) {
            Transformer transformer = use.transformer();
            Tensor map = weight(transformer, "model.layers.0.mlp.up_proj.weight");
            Tensor large = weight(transformer, "model.embed_tokens.weight");
            Tensor prompt = torch.randn(PROMPT, map.size(1));
            Tensor vector = torch.randn(large.size(1));
            long weights = transformer.weights().values().stream()
                    .mapToLong(Tensor::numel)
                    .sum();
            return new EngineCeilings(
                    2.0 * PROMPT * map.numel() / seconds(() -> torch.linear(prompt, map)),
                    (double) large.nbytes() / seconds(() -> large.mv(vector)),
                    2.0 * (weights - large.numel()),
                    weights * (double) Float.BYTES);
        }
    }

    private static Tensor weight(Transformer transformer, String name) {
        return Objects.requireNonNull(transformer.weights().get(name));
    }

    /** The least of several rounds: what the hardware does when nobody disturbs it. */
    private static double seconds(Runnable work) {
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < REPEATED; i++) {
                try (Native scope = Native.scope()) {
                    work.run();
                }
            }
            least = Math.min(least, (System.nanoTime() - start) / 1e9 / REPEATED);
        }
        return least;
    }

    /**
     * Prints what is reached of each.
     *
     * @param prompted tokens of a prompt per second
     * @param answered tokens of an answer per second
     */
    void print(double prompted, double answered) {
        EngineBench.print(
                "reading a prompt, of what matrix products reach",
                "GFLOP/s",
                prompted * multiplied / 1e9,
                multiplying / 1e9);
        EngineBench.print(
                "answering, of what reading from memory reaches", "GB/s", answered * read / 1e9, reading / 1e9);
    }
}
