package io.pitchpipe.tuningserver.lm;

/**
 * How to train. The data set is one stream repeated {@code epochCount} times, and batches cross epoch boundaries.
 *
 * @param epochCount how often the data set is gone through, 1 or more
 * @param batchSize examples per step, 1 or more
 * @param learningRate the user's learning rate, above 0; times the base's {@link BaseModelInfo#learningRateScale()} it is the optimiser's
 * @param seed decides the adapter's first weights and the order of the examples in every epoch
 */
public record TrainingSettings(int epochCount, int batchSize, double learningRate, long seed) {

    /** The public tuning guide's defaults: 5 epochs, batches of 4, learning rate 0.001. */
    public static final TrainingSettings DEFAULT = new TrainingSettings(5, 4, 0.001, 0);

    public TrainingSettings {
        if (epochCount < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "epochCount and batchSize are 1 or more, not " + epochCount + " and " + batchSize);
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learningRate is above 0, not " + learningRate);
        }
    }

    /** Number of steps for {@code examples} examples: ceil(N·E/B), which holds for every published sample of the service. */
    public int totalSteps(int examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("A data set has at least one example");
        }
        return Math.toIntExact(Math.ceilDiv((long) examples * epochCount, batchSize));
    }

    /**
     * Epochs completed after {@code step} (from 1): floor(step·B/N), and {@code epochCount} after the last step, whose batch may be short.
     */
    public int epochAfter(int step, int examples) {
        return (int) Math.min(epochCount, (long) step * batchSize / examples);
    }
}
