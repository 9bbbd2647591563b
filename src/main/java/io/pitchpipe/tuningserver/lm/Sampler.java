package io.pitchpipe.tuningserver.lm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws the next token: temperature, then top-k, then top-p, in the order of transformers' generate. */
final class Sampler {

    private final SamplingSettings settings;
    private final SplittableRandom random;

    Sampler(SamplingSettings settings) {
        this.settings = settings;
        random = new SplittableRandom(settings.seed());
    }

    /** @param logits scores of all tokens */
    int next(float[] logits) {
        if (settings.temperature() == 0 || settings.topK() == 1) {
            return best(logits);
        }
        int[] candidates = likeliest(logits);
        double[] mass = new double[candidates.length];
        double sum = 0;
        float top = logits[candidates[0]];
        for (int i = 0; i < mass.length; i++) {
            mass[i] = Math.exp((logits[candidates[i]] - top) / settings.temperature());
            sum += mass[i];
        }
        int kept = 0;
        double keptMass = 0;
        while (kept < mass.length && keptMass < settings.topP() * sum) {
            keptMass += mass[kept++];
        }
        double drawn = random.nextDouble() * keptMass;
        for (int i = 0; i < kept; i++) {
            drawn -= mass[i];
            if (drawn < 0) {
                return candidates[i];
            }
        }
        return candidates[kept - 1];
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The topK tokens of the highest scores, best first. */
    private int[] likeliest(float[] logits) {
        int k = Math.min(settings.topK(), logits.length);
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        float threshold = sorted[sorted.length - k];
        return IntStream.range(0, logits.length)
                .filter(token -> logits[token] >= threshold)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(token -> -logits[token])
                        .thenComparing(token -> token))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
