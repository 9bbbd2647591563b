package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Makes the bundled demo base from nothing: a small byte-level Llama trained in full on {@link TaskCorpus}. Every draw follows from the seed and the step, so that
 * the same command makes the same model on the same machine, also when it was interrupted.
 */
public final class DemoPretraining {

    /** The demo base's shape. */
    static final ModelConfig SHAPE = new ModelConfig(
            new ByteTokenizer().size(), 128, 384, 6, 4, 4, 32, 1024, 10_000, 1e-5, true, Family.LLAMA, null, null);

    /** Tokens of a step, padding included. */
    private static final int TOKENS_PER_STEP = 4096;

    /** Lengths of documents and how often, of 20, a step is made of them: short ones teach what a bare prompt needs, long ones to read the task off the pairs before. */
    private static final int[] LENGTHS = {48, 192, 512};

    private static final int[] OFTEN = {6, 13, 1};

    private static final double PEAK_RATE = 4e-3;
    private static final int WARM_UP_STEPS = 100;
    private static final double DECAY_FROM = 0.5;
    private static final int STEPS_BETWEEN_CHECKPOINTS = 100;

    /** Adam's second beta and weight decay for training from nothing, where gradients change quickly. */
    private static final double BETA_2 = 0.98;

    private static final double WEIGHT_DECAY = 0.05;

    private DemoPretraining() {}

    /**
     * Trains until {@code steps}, going on from a checkpoint in the folder when there is one, and writes the base model's files.
     *
     * @param folder to write to, made if missing
     * @param log is given a line now and then
     */
    public static void run(Path folder, int steps, long seed, Consumer<String> log) throws IOException {
        Engine.require();
        Files.createDirectories(folder);
        Engine.useThreadsFor(SHAPE.parameterCount());
        Map<String, Tensor> weights = firstWeights(new SplittableRandom(seed));
        try (Transformer transformer = new Transformer(SHAPE, weights, Placement.CPU);
                AdamW optimiser = new AdamW(weights, BETA_2, WEIGHT_DECAY)) {
            TrainingCheckpoint checkpoint =
                    new TrainingCheckpoint(folder, "demo pre-training, seed " + seed + ", " + steps + " steps");
            int step = checkpoint
                    .read(weights, optimiser)
                    .map(TrainingCheckpoint.Reached::step)
                    .orElse(0);
            weights.values().forEach(weight -> weight.set_requires_grad(true));
            log.accept("%,d parameters, from step %d".formatted(SHAPE.parameterCount(), step));
            double smooth = Double.NaN;
            while (step < steps) {
                step++;
                double loss =
                        step(transformer, optimiser, batch(new SplittableRandom(seed * 1_000_003 + step)), step, steps);
                smooth = Double.isNaN(smooth) ? loss : 0.98 * smooth + 0.02 * loss;
                if (step % 20 == 0) {
                    log.accept("step %d of %d, loss %.4f".formatted(step, steps, smooth));
                }
                if (step % STEPS_BETWEEN_CHECKPOINTS == 0) {
                    checkpoint.write(TrainingCheckpoint.Reached.at(step), weights, optimiser);
                    DemoFiles.write(folder, weights, seed, step);
                }
            }
            DemoFiles.write(folder, weights, seed, step);
        }
    }

    private static double step(
            Transformer transformer, AdamW optimiser, List<EncodedExample> batch, int step, int steps) {
        try (Native scope = Native.scope()) {
            double loss;
            try (AutoGradMode recording = new AutoGradMode(true)) {
                loss = LossFunction.backward(transformer, null, batch);
            }
            try (NoGradGuard silent = new NoGradGuard()) {
                optimiser.step(step, PEAK_RATE * schedule(step, steps));
            }
            return loss;
        }
    }

    private static double schedule(int step, int steps) {
        double rise = Math.min(1, (double) step / WARM_UP_STEPS);
        double fall = Math.min(1, (steps - step + 1) / (steps * (1 - DECAY_FROM)));
        return rise * fall;
    }

    private static List<EncodedExample> batch(RandomGenerator random) {
        TaskCorpus corpus = new TaskCorpus(random);
        int drawn = random.nextInt(20);
        int kind = drawn < OFTEN[0] ? 0 : drawn < OFTEN[0] + OFTEN[1] ? 1 : 2;
        List<EncodedExample> batch = new ArrayList<>();
        for (int i = 0; i < TOKENS_PER_STEP / LENGTHS[kind]; i++) {
            batch.add(corpus.document(LENGTHS[kind]));
        }
        return batch;
    }

    /** Normal with deviation 0.04, and less by √(2·layers) for the maps that write to the residual stream, as GPT-2 does; norms are one. */
    private static Map<String, Tensor> firstWeights(RandomGenerator random) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Transformer.forEachWeight(SHAPE, (name, shape) -> {
            int count = Math.toIntExact(shape.length == 1 ? shape[0] : shape[0] * shape[1]);
            boolean residual = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
            double deviation = residual ? 0.04 / Math.sqrt(2.0 * SHAPE.layers()) : 0.04;
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = shape.length == 1 ? 1 : (float) random.nextGaussian(0, deviation);
            }
            weights.put(name, Native.keep(Native.floats(values, shape)));
        });
        return weights;
    }
}
