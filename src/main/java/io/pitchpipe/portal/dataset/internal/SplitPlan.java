package io.pitchpipe.portal.dataset.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which inputs are held out. Rows whose inputs are the same after {@linkplain Normal normalisation} stay together, so that no
 * question is taught and tested as well; where outputs are few, each answer gives its share. The choice depends on nothing but the
 * inputs, the share and the seed.
 */
final class SplitPlan {

    /** One input with all its rows. */
    private record Group(long input, long rows) {}

    private final long seed;
    private final Map<Long, Long> rowsOf = new LinkedHashMap<>();
    private final Map<Long, Long> answerOf = new HashMap<>();
    private final Classes classes = new Classes();

    SplitPlan(long seed) {
        this.seed = seed;
    }

    void add(String input, String output) {
        var hash = Normal.hash(input);
        rowsOf.merge(hash, 1L, Long::sum);
        answerOf.putIfAbsent(hash, Normal.hash(output));
        classes.add(output);
    }

    /**
     * Hashes of the inputs to hold out, rising; at least one input where there are two and the share is above 0.
     *
     * @param percent of the rows
     */
    long[] heldOut(int percent) {
        Set<Long> chosen = new HashSet<>();
        if (percent > 0 && rowsOf.size() > 1) {
            strata().forEach(stratum -> chosen.addAll(share(stratum, percent)));
            if (chosen.isEmpty()) {
                chosen.add(shuffled(groups(rowsOf.keySet())).getFirst().input());
            }
        }
        return chosen.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private List<List<Group>> strata() {
        if (!classes.any()) {
            return List.of(groups(rowsOf.keySet()));
        }
        var strata = new LinkedHashMap<Long, List<Long>>();
        rowsOf.keySet()
                .forEach(input -> strata.computeIfAbsent(answerOf.get(input), answer -> new ArrayList<>())
                        .add(input));
        return strata.values().stream().map(this::groups).toList();
    }

    private List<Group> groups(Iterable<Long> inputs) {
        var groups = new ArrayList<Group>();
        inputs.forEach(input -> groups.add(new Group(input, rowsOf.getOrDefault(input, 0L))));
        return groups;
    }

    private List<Group> shuffled(List<Group> groups) {
        return groups.stream()
                .sorted(Comparator.comparingLong((Group group) -> mixed(group.input() ^ seed))
                        .thenComparingLong(Group::input))
                .toList();
    }

    private List<Long> share(List<Group> stratum, int percent) {
        var all = stratum.stream().mapToLong(Group::rows).sum();
        var wanted = Math.round(all * percent / 100.0);
        var taken = 0L;
        var chosen = new ArrayList<Long>();
        for (var group : shuffled(stratum)) {
            if (taken + group.rows() <= wanted) {
                chosen.add(group.input());
                taken += group.rows();
            }
        }
        return chosen;
    }

    /** The finaliser of splitmix64 (Steele, Lea, Flood, 2014): every bit of the result depends on every bit given. */
    private static long mixed(long x) {
        var y = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        y = (y ^ y >>> 27) * 0x94d049bb133111ebL;
        return y ^ y >>> 31;
    }

    static boolean contains(long[] inputs, String input) {
        return Arrays.binarySearch(inputs, Normal.hash(input)) >= 0;
    }
}
