package io.pitchpipe.portal.dataset.internal;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * For each word or run of letters how much it speaks for which languages: a hash table with linear probing, keys and what they stand for
 * in arrays, as it is asked for each word of a dataset.
 */
final class LanguageWeights {

    /**
     * @param language from 0
     * @param weight in tenths of a nat, 1 to 255
     */
    record Weight(int language, int weight) {}

    /** In the higher half that of a key's hash, in the lower where its weights start and, in eight bits, how many there are; 0 is free. */
    private final long[] slots;
    /** The language in the higher byte, the weight in the lower. */
    private final short[] weights;

    private LanguageWeights(int keys, int weights) {
        this.slots = new long[Integer.highestOneBit(Math.max(1, keys)) * 4];
        this.weights = new short[weights];
    }

    /** @param key never 0, and another for each word as far as hashes are */
    static LanguageWeights of(Map<String, List<Weight>> all, ToLongFunction<String> key) {
        var made = new LanguageWeights(
                all.size(), all.values().stream().mapToInt(List::size).sum());
        var next = 0;
        for (var each : all.entrySet()) {
            var hash = spread(key.applyAsLong(each.getKey()));
            made.slots[made.slot(hash)] =
                    hash >>> 32 << 32 | next << 8 | each.getValue().size();
            for (var weight : each.getValue()) {
                made.weights[next++] = (short) (weight.language() << 8 | weight.weight());
            }
        }
        return made;
    }

    /** Both halves of what comes out depend on all of the key. */
    private static long spread(long key) {
        return (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
    }

    /** Where a key of this hash is, or would be; found by the lower half, and told from others by the higher. */
    private int slot(long hash) {
        var slot = (int) (hash >>> 10) & slots.length - 1;
        while (slots[slot] != 0 && (slots[slot] ^ hash) >>> 32 != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /**
     * Adds to each language's score what the key speaks for it.
     *
     * @return whether it is known
     */
    boolean add(long key, int[] scores) {
        var place = (int) slots[slot(spread(key))];
        var from = place >>> 8;
        var to = from + (place & 0xff);
        for (var at = from; at < to; at++) {
            scores[weights[at] >> 8] += weights[at] & 0xff;
        }
        return place != 0;
    }
}
