package io.pitchpipe.portal.tuning;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model is trained, all values resolved. Defaults are the public tuning guide's; where it says "by the number of examples" and gives no number, ours.
 *
 * @param epochCount passes over the examples, 1 to {@value #MAX_EPOCHS}
 * @param batchSize examples per step, 1 to {@value #MAX_BATCH}
 * @param learningRate how far each step goes, above 0 and at most {@value #MAX_RATE}; if a multiplier is given, the rate that comes of it
 * @param learningRateMultiplier of the default rate, if that is how the rate was chosen: it is then sent in the rate's place, never both
 */
public record TuningSettings(
        int epochCount,
        int batchSize,
        double learningRate,
        @Nullable Double learningRateMultiplier) {

    /** Ours. */
    public static final int MAX_EPOCHS = 1_000;

    /** Ours: each step's examples are held in memory at once. */
    public static final int MAX_BATCH = 256;

    /** Ours: a LoRA diverges well below it. */
    public static final double MAX_RATE = 1;

    /** Ours: each step is a point of the curve that every poll lists. */
    public static final int MAX_STEPS = 100_000;

    /** Where the guide's values for larger sets begin; the guide gives no number. */
    public static final int LARGE_SET = 1_000;

    private static final int DEFAULT_EPOCHS = 5;

    /** @throws IllegalArgumentException if a value is outside its range */
    public TuningSettings {
        if (epochCount < 1 || epochCount > MAX_EPOCHS) {
            throw new IllegalArgumentException("Epochs are from 1 to " + MAX_EPOCHS);
        }
        if (batchSize < 1 || batchSize > MAX_BATCH) {
            throw new IllegalArgumentException("The batch size is from 1 to " + MAX_BATCH);
        }
        if (!(learningRate > 0 && learningRate <= MAX_RATE)) {
            throw new IllegalArgumentException("The learning rate is above 0 and at most " + MAX_RATE);
        }
        if (learningRateMultiplier != null && !(learningRateMultiplier > 0)) {
            throw new IllegalArgumentException("The multiplier is above 0");
        }
    }

    /** The guide's defaults for a number of examples. */
    public static TuningSettings defaults(long rows) {
        return new TuningSettings(DEFAULT_EPOCHS, defaultBatch(rows), defaultRate(rows), null);
    }

    public static int defaultEpochs() {
        return DEFAULT_EPOCHS;
    }

    /** 4, or 16 for large sets. */
    public static int defaultBatch(long rows) {
        return rows >= LARGE_SET ? 16 : 4;
    }

    /** 0.001, or 0.0002 for large sets. */
    public static double defaultRate(long rows) {
        return rows >= LARGE_SET ? 0.0002 : 0.001;
    }

    /** ceil(N·E/B): the examples repeated E times are one stream, batches cross epochs, the last batch may be short. */
    public long totalSteps(long rows) {
        return Math.ceilDiv(rows * epochCount, (long) batchSize);
    }

    /** The epoch that runs when a step begins, from 1 to the number of epochs; the first one before the first step. */
    public int epochOf(int step, long rows) {
        var begun = rows == 0 ? 0 : (Math.max(1, step) - 1L) * batchSize / rows;
        return (int) Math.min(epochCount, begun + 1);
    }

    public TuningSettings withEpochs(int epochs) {
        return new TuningSettings(epochs, batchSize, learningRate, learningRateMultiplier);
    }

    /** Twice as many epochs, up to {@value #MAX_EPOCHS}; empty if these are so many already. */
    public Optional<TuningSettings> withMoreEpochs() {
        return epochCount == MAX_EPOCHS
                ? Optional.empty()
                : Optional.of(withEpochs(Math.min(MAX_EPOCHS, epochCount * 2)));
    }

    public TuningSettings withRate(double rate) {
        return new TuningSettings(epochCount, batchSize, rate, null);
    }
}
