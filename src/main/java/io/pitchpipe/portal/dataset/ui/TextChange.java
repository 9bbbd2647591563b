package io.pitchpipe.portal.dataset.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How one text became another, word by word, for people to read: what stayed is cut down to what stands around the changes, so that these are always in
 * sight however long the text is.
 *
 * @param before the parts of the old text, in order
 * @param after the parts of the new text, in order
 */
record TextChange(List<Part> before, List<Part> after) {

    /**
     * A piece of a text.
     *
     * @param changed it is only in this one of the two texts
     */
    record Part(String text, boolean changed) {}

    /** Words, numbers, runs of white space, and every other character alone. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}]+|\\p{N}+|\\s+|\\X", Pattern.DOTALL);

    /** Beyond so many words that differ the comparison is not worth its square: all of them are shown as changed. */
    private static final int MAX_TOKENS = 400;

    /** Code points of what stayed, beside a change. */
    private static final int CONTEXT = 40;

    /** Code points of a change that are shown. */
    private static final int MAX_CHANGE = 300;

    static TextChange between(String before, String after) {
        var old = tokens(before);
        var now = tokens(after);
        var start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        var end = 0;
        while (end < Math.min(old.size(), now.size()) - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        var stays = new ArrayList<int[]>();
        for (var i = 0; i < start; i++) {
            stays.add(new int[] {i, i});
        }
        for (var pair : common(old.subList(start, old.size() - end), now.subList(start, now.size() - end))) {
            stays.add(new int[] {start + pair[0], start + pair[1]});
        }
        for (var i = end; i >= 0; i--) {
            // The last pair is behind both texts: what is before it has ended there.
            stays.add(new int[] {old.size() - i, now.size() - i});
        }
        return new TextChange(parts(old, stays, 0), parts(now, stays, 1));
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /** The longest common subsequence, as pairs of places. */
    private static List<int[]> common(List<String> old, List<String> now) {
        var found = new ArrayList<int[]>();
        if (old.size() > MAX_TOKENS || now.size() > MAX_TOKENS) {
            return found;
        }
        var lengths = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                lengths[i][j] = old.get(i).equals(now.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        for (int i = 0, j = 0; i < old.size() && j < now.size(); ) {
            if (old.get(i).equals(now.get(j))) {
                found.add(new int[] {i++, j++});
            } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return found;
    }

    /**
     * One of the texts in parts: what stayed ends where either text has something of its own, so that both show the same place.
     *
     * @param stays what stayed, as pairs of places, with the ends of both texts as the last
     * @param side the place in a pair that belongs to this text
     */
    private static List<Part> parts(List<String> tokens, List<int[]> stays, int side) {
        var runs = new ArrayList<Part>();
        var kept = new StringBuilder();
        var next = new int[2];
        for (var pair : stays) {
            if (pair[0] > next[0] || pair[1] > next[1]) {
                if (!kept.isEmpty()) {
                    runs.add(new Part(kept.toString(), false));
                }
                runs.add(new Part(String.join("", tokens.subList(next[side], pair[side])), true));
                kept.setLength(0);
            }
            if (pair[side] < tokens.size()) {
                kept.append(tokens.get(pair[side]));
            }
            next = new int[] {pair[0] + 1, pair[1] + 1};
        }
        if (!kept.isEmpty()) {
            runs.add(new Part(kept.toString(), false));
        }
        var parts = new ArrayList<Part>();
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            if (run.changed()) {
                parts.add(new Part(head(run.text(), MAX_CHANGE), true));
            } else {
                parts.add(new Part(around(run.text(), i > 0, i < runs.size() - 1), false));
            }
        }
        return joined(parts);
    }

    /** Without parts that are empty, and what then stands side by side as one. */
    private static List<Part> joined(List<Part> parts) {
        var joined = new ArrayList<Part>();
        for (var part : parts) {
            if (part.text().isEmpty()) {
                continue;
            }
            if (!joined.isEmpty() && joined.getLast().changed() == part.changed()) {
                joined.add(new Part(joined.removeLast().text() + part.text(), part.changed()));
            } else {
                joined.add(part);
            }
        }
        return List.copyOf(joined);
    }

    /** What stayed, with the end that meets a change; both, where there is one on either side; its beginning, where nothing changed. */
    private static String around(String text, boolean changeBefore, boolean changeAfter) {
        if (changeBefore && changeAfter) {
            return length(text) <= 2 * CONTEXT
                    ? text
                    : head(text, CONTEXT) + tail(text, CONTEXT).substring(1);
        }
        return changeAfter ? tail(text, CONTEXT) : head(text, changeBefore ? CONTEXT : 2 * CONTEXT);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String head(String text, int codePoints) {
        return length(text) <= codePoints ? text : text.substring(0, text.offsetByCodePoints(0, codePoints)) + "…";
    }

    private static String tail(String text, int codePoints) {
        return length(text) <= codePoints
                ? text
                : "…" + text.substring(text.offsetByCodePoints(text.length(), -codePoints));
    }
}
