package io.pitchpipe.portal.evaluation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * Compares an answer with the one expected: exactly, after what does not matter is put aside, and by shared words, which says
 * more of long answers.
 */
public final class Scorer {

    /** From this many words on, an answer that shares nearly all of them counts as right. */
    static final int LONG_ANSWER = 8;

    /** Token F1 from which a long answer counts as right. */
    static final double NEARLY_ALL = 0.8;

    private Scorer() {}

    /**
     * @param exact whether the answers are the same after normalisation
     * @param f1 harmonic mean of precision and recall over words, 0 to 1, as SQuAD defines it (Rajpurkar et al., 2016)
     * @param right whether it counts as right: exact, or long and sharing nearly all words
     */
    public record Score(boolean exact, double f1, boolean right) {}

    public static Score score(String expected, String answer) {
        var wanted = words(expected);
        var given = words(answer);
        var exact = wanted.equals(given);
        var f1 = f1(wanted, given);
        return new Score(exact, f1, exact || (wanted.size() >= LONG_ANSWER && f1 >= NEARLY_ALL));
    }

    /** The same for answers that differ in nothing that matters. */
    static String form(String answer) {
        return String.join(" ", words(answer));
    }

    /**
     * Lower case, compatibility forms unified (NFKC), punctuation at the ends of words dropped; signs that carry meaning, such as
     * the minus of {@code -3} and the comma within {@code 1,001}, are kept.
     */
    private static List<String> words(String text) {
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u2212', '-');
        return folded.strip().isEmpty()
                ? List.of()
                : java.util.Arrays.stream(folded.strip().split("\\s+"))
                        .map(Scorer::trimmed)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static String trimmed(String word) {
        return word.replaceAll("^[\"'`“”‘’«»(\\[]+|[\"'`“”‘’«».,;:!?)\\]]+$", "");
    }

    private static double f1(List<String> wanted, List<String> given) {
        if (wanted.isEmpty() || given.isEmpty()) {
            return wanted.isEmpty() && given.isEmpty() ? 1 : 0;
        }
        var left = new HashMap<String, Integer>();
        wanted.forEach(word -> left.merge(word, 1, Integer::sum));
        var shared = 0;
        for (var word : given) {
            var count = left.getOrDefault(word, 0);
            if (count > 0) {
                left.put(word, count - 1);
                shared++;
            }
        }
        if (shared == 0) {
            return 0;
        }
        var precision = (double) shared / given.size();
        var recall = (double) shared / wanted.size();
        return 2 * precision * recall / (precision + recall);
    }
}
