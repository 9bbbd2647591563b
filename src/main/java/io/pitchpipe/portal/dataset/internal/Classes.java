package io.pitchpipe.portal.dataset.internal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The different outputs, where these are few: then they are classes, and rows are to be spread over them. */
final class Classes {

    /** More different outputs are no classes. */
    static final int MOST = 50;

    /** Each class has this many rows on average, or they are no classes. */
    private static final int ROWS_PER_CLASS = 5;

    /** A class is neglected if another has this many times its rows. */
    private static final int UNEVEN = 10;

    /** A class is cut back to this many times the rows of the smallest, but not below {@link #FEWEST}. */
    private static final int CUT = 3;

    private static final int FEWEST = 20;

    /** Fewer rows say nothing of how often an answer is given. */
    private static final int MIN_ROWS_FOR_SHARE = 10;

    /** From this share on, always giving the most frequent answer is right so often that a model gains nothing by reading its input. */
    private static final double MAX_SHARE = 0.9;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long rows;
    private boolean many;

    void add(String output) {
        rows++;
        if (!many) {
            counts.merge(output.strip(), 1L, Long::sum);
            many = counts.size() > MOST;
            if (many) {
                counts.clear();
            }
        }
    }

    /** There are more different outputs than classes could be: nothing that is still to come changes that. */
    boolean many() {
        return many;
    }

    /** Whether the outputs are classes. */
    boolean any() {
        return !many && counts.size() > 1 && rows >= (long) counts.size() * ROWS_PER_CLASS;
    }

    Map.Entry<String, Long> largest() {
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    }

    Map.Entry<String, Long> smallest() {
        return counts.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
    }

    boolean uneven() {
        return any() && largest().getValue() >= UNEVEN * smallest().getValue();
    }

    /** Whether all or nearly all outputs are the same. */
    boolean one() {
        return !many && rows >= MIN_ROWS_FOR_SHARE && largest().getValue() >= MAX_SHARE * rows;
    }

    /** Rows that a class keeps when they are evened out. */
    long cap() {
        return any() ? Math.max(FEWEST, CUT * smallest().getValue()) : Long.MAX_VALUE;
    }

    /** Outputs that are written in another way than the same answer mostly is, with the usual way. */
    Map<String, String> variants() {
        var variants = new LinkedHashMap<String, String>();
        if (any()) {
            counts.keySet().forEach(output -> {
                var usual = usual(output);
                if (!usual.equals(output)) {
                    variants.put(output, usual);
                }
            });
        }
        return variants;
    }

    /** How the output is mostly written, if it is a class that is written in several ways; otherwise the output as it is. */
    String usual(String output) {
        if (!any()) {
            return output;
        }
        var normal = Normal.of(output);
        return counts.entrySet().stream()
                .filter(each -> Normal.of(each.getKey()).equals(normal))
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(output);
    }
}
