package io.pitchpipe.tuningserver.lm;

import java.util.List;

/**
 * How a model turns more slowly than its rotary base says, to reach further than it was first trained for.
 *
 * @param kind the rule
 * @param factor how much further, above 0
 * @param original positions of the first training; of {@link Kind#LLAMA3} and {@link Kind#YARN}
 * @param slow turns within {@code original} below which a frequency is divided by the factor in full
 * @param fast turns above which it stays as it is
 * @param magnitude what cosines and sines are multiplied by
 * @param divisors of {@link Kind#DIVIDED}, one for each frequency; otherwise empty
 */
record RopeScaling(
        Kind kind, double factor, int original, double slow, double fast, double magnitude, List<Float> divisors) {

    /** The rules, by the names that Hugging Face's configurations have for them. */
    enum Kind {
        /** Every frequency is divided by the factor. */
        LINEAR,
        /** Llama 3.1: slow frequencies are divided, fast ones kept, those between blended. */
        LLAMA3,
        /** YaRN (Peng et al., arXiv:2309.00071): as Llama 3, blended along the frequencies' numbers. */
        YARN,
        /** Each frequency is divided by a number of its own, as GGUF files write Llama 3's rule out. */
        DIVIDED
    }

    RopeScaling {
        boolean needsRange = kind == Kind.LLAMA3 || kind == Kind.YARN;
        if (!(factor > 0) || !(magnitude > 0) || needsRange && (original < 1 || !(slow > 0) || !(fast > slow))) {
            throw new UnreadableModelException(
                    "The model's scaling of positions is impossible: %s by %s, from %d positions, between %s and %s turns"
                            .formatted(kind, factor, original, slow, fast));
        }
        if (divisors.stream().anyMatch(divisor -> !(divisor > 0))) {
            throw new UnreadableModelException(
                    "The model divides its rotary frequencies by something that is not above 0.");
        }
        divisors = List.copyOf(divisors);
    }

    static RopeScaling linear(double factor) {
        return new RopeScaling(Kind.LINEAR, factor, 0, 0, 0, 1, List.of());
    }

    static RopeScaling divided(List<Float> divisors) {
        return new RopeScaling(Kind.DIVIDED, 1, 0, 0, 0, 1, divisors);
    }

    /** YaRN's own magnitude for a factor: 0.1·ln(factor) + 1, and 1 where nothing is stretched. */
    static double yarnMagnitude(double factor) {
        return factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
    }

    /**
     * The frequencies of a head, fastest first, computed in float as the reference does: angles at far positions depend on it.
     *
     * @param width of a head
     */
    float[] frequencies(double theta, int width) {
        float[] frequencies = plain(theta, width);
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = switch (kind) {
                case LINEAR -> frequencies[i] / (float) factor;
                case DIVIDED -> frequencies[i] / divisors.get(i);
                case LLAMA3 -> llama3(frequencies[i]);
                case YARN -> yarn(i, theta, width);
            };
        }
        return frequencies;
    }

    /** Those of a model that scales nothing. */
    static float[] plain(double theta, int width) {
        float[] frequencies = new float[width / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) (1 / Math.pow(theta, 2.0 * i / width));
        }
        return frequencies;
    }

    /** transformers' _compute_llama3_parameters. */
    private float llama3(float frequency) {
        double length = 2 * Math.PI / frequency;
        if (length < original / fast) {
            return frequency;
        }
        if (length > original / slow) {
            return (float) (frequency / factor);
        }
        double kept = (original / length - slow) / (fast - slow);
        return (float) ((1 - kept) * frequency / factor + kept * frequency);
    }

    /** transformers' _compute_yarn_parameters. */
    private float yarn(int index, double theta, int width) {
        double low = Math.max(Math.floor(numberOf(fast, theta, width)), 0);
        double high = Math.min(Math.ceil(numberOf(slow, theta, width)), width - 1);
        double divided = Math.clamp((index - low) / (high == low ? 0.001 : high - low), 0, 1);
        double frequency = 1 / Math.pow(theta, 2.0 * index / width);
        return (float) (frequency / factor * divided + frequency * (1 - divided));
    }

    /** The number, not whole, of the frequency that turns so often within the first training's positions. */
    private double numberOf(double turns, double theta, int width) {
        return width * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }
}
