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
        var stays = common(old.subList(start, old.size() - end), now.subList(start, now.size() - end));
        return new TextChange(
                parts(old, start, end, stays.stream().map(pair -> pair[0]).toList()),
                parts(now, start, end, stays.stream().map(pair -> pair[1]).toList()));
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

    private static List<Part> parts(List<String> tokens, int start, int end, List<Integer> stays) {
        var kept = new boolean[tokens.size()];
        for (var i = 0; i < tokens.size(); i++) {
            kept[i] = i < start || i >= tokens.size() - end;
        }
        stays.forEach(place -> kept[start + place] = true);
        var runs = new ArrayList<Part>();
        for (var i = 0; i < tokens.size(); ) {
            var text = new StringBuilder();
            var from = i;
            while (i < tokens.size() && kept[i] == kept[from]) {
                text.append(tokens.get(i++));
            }
            runs.add(new Part(text.toString(), !kept[from]));
        }
        var parts = new ArrayList<Part>();
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            parts.add(
                    run.changed()
                            ? new Part(head(run.text(), MAX_CHANGE), true)
                            : new Part(around(run.text(), i > 0, i < runs.size() - 1), false));
        }
        return List.copyOf(parts);
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
