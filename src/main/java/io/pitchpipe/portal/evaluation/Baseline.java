package io.pitchpipe.portal.evaluation;

import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model that looks at no input could do: always give the answer that is the most frequent one among the training examples.
 *
 * @param answer as one of the examples has it; untrusted text
 * @param share of the training examples that have it, more than 0 to 1
 */
public record Baseline(String answer, double share) {

    /** Among so many different answers the most frequent one is found if it matters at all. */
    private static final int MAX_DIFFERENT = 100_000;

    /** An answer of more characters is no label. */
    private static final int MAX_LENGTH = 500;

    /** @throws IllegalArgumentException if the share is none */
    public Baseline {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("A share of " + share);
        }
    }

    private record Count(String answer, int times) {

        Count again() {
            return new Count(answer, times + 1);
        }
    }

    /** The most frequent of these answers, compared as {@link Scorer} compares them; empty where no answer is given twice. */
    public static Optional<Baseline> of(Stream<String> outputs) {
        var counts = new HashMap<String, Count>();
        var total = new int[1];
        outputs.forEach(output -> {
            total[0]++;
            if (output.length() <= MAX_LENGTH) {
                var form = Scorer.form(output);
                var known = counts.get(form);
                if (known != null) {
                    counts.put(form, known.again());
                } else if (counts.size() < MAX_DIFFERENT) {
                    counts.put(form, new Count(output.strip(), 1));
                }
            }
        });
        return counts.values().stream()
                .filter(count -> count.times > 1)
                .max(java.util.Comparator.comparingInt(Count::times).thenComparing(Count::answer))
                .map(count -> new Baseline(count.answer, (double) count.times / total[0]));
    }
}
