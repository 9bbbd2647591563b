package io.pitchpipe.portal.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long the examples of a version are, input and output together.
 *
 * @param looked how many examples this is about, spread evenly over the version
 * @param of how many there are
 * @param mean of those looked at
 * @param shortest of those looked at; so are the others
 * @param bars from short to long, each as wide as the others, at most {@value #BARS}
 */
public record LengthChart(long looked, long of, double mean, long shortest, long median, long longest, List<Bar> bars) {

    static final int BARS = 12;

    /**
     * Examples from a length to another.
     *
     * @param from the shortest that belongs here
     * @param to the longest
     */
    public record Bar(long from, long to, long count) {}

    /**
     * @param lengths of those looked at, at least one
     * @param of how many examples there are
     */
    public static LengthChart of(long[] lengths, long of) {
        var sorted = lengths.clone();
        Arrays.sort(sorted);
        var longest = sorted[sorted.length - 1];
        var width = width(sorted[0], longest);
        var first = sorted[0] / width;
        var counts = new long[(int) (longest / width - first) + 1];
        for (var length : sorted) {
            counts[(int) (length / width - first)]++;
        }
        var bars = new ArrayList<Bar>();
        for (var i = 0; i < counts.length; i++) {
            bars.add(new Bar((first + i) * width, (first + i + 1) * width - 1, counts[i]));
        }
        var mean = Arrays.stream(sorted).average().orElseThrow();
        return new LengthChart(
                sorted.length, of, mean, sorted[0], sorted[(sorted.length - 1) / 2], longest, List.copyOf(bars));
    }

    /** 1, 2 or 5 times a power of ten, the smallest that leaves no more than {@link #BARS} bars. */
    private static long width(long shortest, long longest) {
        for (var power = 1L; ; power *= 10) {
            for (var step : new long[] {1, 2, 5}) {
                if (longest / (step * power) - shortest / (step * power) < BARS) {
                    return step * power;
                }
            }
        }
    }

    /** The whole version is looked at, so what is said of all is exact. */
    public boolean complete() {
        return looked == of;
    }

    /** Of all examples together; exact where all were looked at, else from their mean. */
    public long total() {
        return Math.round(mean * of);
    }
}
