package io.pitchpipe.tuningserver.lm;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What a training may take of the machine, and so how long its examples may be.
 *
 * @param bytes that one step may take beside the base's weights
 * @param maxTokens most tokens of an example, however much memory there is; 0 for what the base's context holds
 * @see <a href="../../../../../../../docs/engine.md">docs/engine.md, Long examples</a>
 */
public record TrainingRoom(long bytes, int maxTokens) {

    public TrainingRoom {
        if (bytes < 0 || maxTokens < 0) {
            throw new IllegalArgumentException("Neither memory nor tokens are below 0");
        }
    }

    /** Half of what this machine, or the container it is in, has of memory. */
    public static TrainingRoom standard() {
        return new TrainingRoom(machineBytes() / 2, 0);
    }

    /** Memory of this machine, or of the container it is in. */
    public static long machineBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    /**
     * How long an example of a base may be. Up to {@link LossFunction#TOKENS_AT_ONCE} tokens it may always: steps of so many are made of short examples as well.
     *
     * @param context most tokens that the base takes
     */
    ExampleLimit limit(ModelConfig config, Precision precision, int context) {
        int wanted = maxTokens == 0 ? context : Math.min(maxTokens, context);
        int always = Math.min(wanted, LossFunction.TOKENS_AT_ONCE);
        int fits = longest(config, precision, always, wanted);
        if (fits < wanted) {
            return new ExampleLimit(
                    fits,
                    String.format(
                            Locale.ROOT,
                            "A training example may have %,d tokens: one of %,d would take about %s of memory beside the model, and a training may take %s here (pitchpipe.server.training-memory).",
                            fits,
                            wanted,
                            gigabytes(TrainingMemory.bytes(config, precision, wanted)),
                            gigabytes(bytes)));
        }
        return wanted < context
                ? new ExampleLimit(
                        wanted,
                        String.format(
                                Locale.ROOT,
                                "A training example may have %,d of the %,d tokens that the model takes (pitchpipe.server.max-example-tokens).",
                                wanted,
                                context))
                : new ExampleLimit(wanted, "");
    }

    /** The largest number of tokens from {@code least} to {@code most} that there is memory for, in steps of 64. */
    private int longest(ModelConfig config, Precision precision, int least, int most) {
        if (TrainingMemory.bytes(config, precision, most) <= bytes) {
            return most;
        }
        int fits = least;
        int exceeds = most;
        while (exceeds - fits > 64) {
            int middle = (fits + exceeds) / 2;
            if (TrainingMemory.bytes(config, precision, middle) <= bytes) {
                fits = middle;
            } else {
                exceeds = middle;
            }
        }
        return Math.max(least, fits / 64 * 64);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
