package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts of one length that stand one behind the other.
 *
 * @param texts how many, 1 or more
 * @param length tokens of each, 1 or more
 */
record TextRun(int texts, int length) {

    TextRun {
        if (texts < 1 || length < 1) {
            throw new IllegalArgumentException("A run is of one text or more, of one token or more");
        }
    }

    /** One text alone. */
    static List<TextRun> of(int length) {
        return List.of(new TextRun(1, length));
    }

    /** The runs that texts of these lengths make, in their order. */
    static List<TextRun> of(List<int[]> texts) {
        List<TextRun> runs = new ArrayList<>();
        for (int[] text : texts) {
            boolean another = !runs.isEmpty() && runs.getLast().length() == text.length;
            runs.add(new TextRun(another ? runs.removeLast().texts() + 1 : 1, text.length));
        }
        return runs;
    }

    static int texts(List<TextRun> runs) {
        return runs.stream().mapToInt(TextRun::texts).sum();
    }

    /** Tokens of all its texts. */
    int tokens() {
        return texts * length;
    }
}
