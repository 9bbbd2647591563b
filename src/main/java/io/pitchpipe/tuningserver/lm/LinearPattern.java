package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the regular expressions of tokenizers to a form whose search takes time in proportion to the text. The library that runs them backtracks, and ends the process when it has done so too often, so a pattern that can make
 * it do that is refused before it is run. What the tokenizers in use need passes: alternatives of a few characters, classes and their repetitions.
 */
final class LinearPattern {

    private static final int MAX_LENGTH = 4000;
    private static final int MAX_DEPTH = 8;

    /** Repetitions beyond which it makes no difference whether there is a limit. */
    private static final int MANY = 16;

    /** Ways in which an alternative may match one place, without and with a repetition that may have to be given back. */
    private static final int MAX_WAYS = 4096;

    private static final int MAX_WAYS_EACH_LENGTH = 4;

    private final String pattern;
    private int at;
    private int depth;

    private LinearPattern(String pattern) {
        this.pattern = pattern;
    }

    /** @throws UnreadableModelException when the pattern is of another form */
    static void check(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw refused(pattern);
        }
        var parser = new LinearPattern(pattern);
        var alternatives = parser.alternatives();
        if (parser.at < pattern.length()) {
            throw refused(pattern);
        }
        for (Sequence alternative : alternatives) {
            String given = alternative.givenBack();
            if (alternative.ways() > MAX_WAYS || given != null && alternative.ways() > MAX_WAYS_EACH_LENGTH) {
                throw refused(pattern);
            }
            // Where it fails, another must take the same run as a whole, or it would be tried again from every place in
            // it.
            if (given != null && alternatives.stream().noneMatch(other -> other.takes(given))) {
                throw refused(pattern);
            }
        }
    }

    /**
     * An element with its repetition.
     *
     * @param text of the element
     * @param least how often at least
     * @param unbounded whether as often as it likes
     * @param ways in which it can match one place, where it is bounded
     */
    private record Item(String text, int least, boolean unbounded, long ways) {}

    private record Sequence(List<Item> items) {

        long ways() {
            long ways = 1;
            for (Item item : items) {
                ways = Math.min(Integer.MAX_VALUE, ways * item.ways());
            }
            return ways;
        }

        /** The repeated element that may have to be given back since something must follow it; null where there is none, and refused where there are several. */
        @org.jspecify.annotations.Nullable
        String givenBack() {
            String given = null;
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).unbounded()
                        && items.subList(i + 1, items.size()).stream().anyMatch(item -> item.least() > 0)) {
                    if (given != null) {
                        throw refused(given);
                    }
                    given = items.get(i).text();
                }
            }
            return given;
        }

        /** Whether it takes a run of this element wherever one begins, and cannot fail after it. */
        boolean takes(String element) {
            for (Item item : items) {
                if (item.unbounded()) {
                    return item.text().equals(element) && givenBack() == null;
                }
                if (item.least() > 0) {
                    return false;
                }
            }
            return false;
        }
    }

    private List<Sequence> alternatives() {
        if (++depth > MAX_DEPTH) {
            throw refused(pattern);
        }
        List<Sequence> alternatives = new ArrayList<>();
        do {
            List<Item> items = new ArrayList<>();
            while (at < pattern.length() && peek() != '|' && peek() != ')') {
                items.add(item());
            }
            alternatives.add(new Sequence(items));
        } while (taken('|'));
        depth--;
        return alternatives;
    }

    private Item item() {
        int start = at;
        long ways = 1;
        boolean single = true;
        boolean zeroWidth = false;
        switch (next()) {
            case '[' -> characterClass();
            case '\\' -> zeroWidth = escape();
            case '^', '$' -> zeroWidth = true;
            case '(' -> {
                int from = at;
                ways = group();
                single = false;
                zeroWidth = pattern.startsWith("?=", from)
                        || pattern.startsWith("?!", from)
                        || pattern.startsWith("?<", from);
            }
            case '*', '+', '?', '{' -> throw refused(pattern);
            default -> {
                // A character stands for itself, and the dot for any.
            }
        }
        String text = pattern.substring(start, at);
        int least = 1;
        int most = 1;
        if (at < pattern.length() && "*+?{".indexOf(peek()) >= 0) {
            int[] range = repetition();
            least = range[0];
            most = range[1];
        }
        if (most > 1 && (!single || zeroWidth)) {
            throw refused(pattern);
        }
        boolean unbounded = most > MANY;
        return new Item(
                text,
                least,
                unbounded,
                unbounded
                        ? 1
                        : ways * Math.max(1, most - least + (least == 0 ? 1 : 0)) + (!single && least == 0 ? 1 : 0));
    }

    /** The ways in which a group can match one place. Nothing in it repeats without a limit. */
    private long group() {
        if (taken('?')) {
            if (taken('<')) {
                if (!taken('=') && !taken('!')) {
                    throw refused(pattern);
                }
            } else if (!taken(':') && !taken('=') && !taken('!') && !taken('>')) {
                while (peek() == 'i' || peek() == 'm' || peek() == 's' || peek() == 'x' || peek() == '-') {
                    at++;
                }
                if (taken(')')) {
                    return 1;
                }
                if (!taken(':')) {
                    throw refused(pattern);
                }
            }
        }
        long ways = 0;
        for (Sequence alternative : alternatives()) {
            if (alternative.items().stream().anyMatch(Item::unbounded)) {
                throw refused(pattern);
            }
            ways += alternative.ways();
        }
        if (!taken(')')) {
            throw refused(pattern);
        }
        return ways;
    }

    private int[] repetition() {
        int least = 1;
        int most = 1;
        switch (next()) {
            case '*' -> {
                least = 0;
                most = Integer.MAX_VALUE;
            }
            case '+' -> most = Integer.MAX_VALUE;
            case '?' -> least = 0;
            default -> {
                int end = pattern.indexOf('}', at);
                String inside = end < 0 ? "" : pattern.substring(at, end);
                if (!inside.matches("\\d{1,4}(,\\d{0,4})?|,\\d{1,4}")) {
                    throw refused(pattern);
                }
                int comma = inside.indexOf(',');
                least = comma == 0 ? 0 : Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
                most = comma < 0
                        ? least
                        : comma == inside.length() - 1
                                ? Integer.MAX_VALUE
                                : Integer.parseInt(inside.substring(comma + 1));
                at = end + 1;
            }
        }
        // Lazy or possessive: neither makes more ways.
        if (at < pattern.length() && (peek() == '?' || peek() == '+')) {
            at++;
        }
        if (at < pattern.length() && "*+?{".indexOf(peek()) >= 0) {
            throw refused(pattern);
        }
        return new int[] {least, most};
    }

    private void characterClass() {
        int open = 1;
        boolean first = true;
        while (open > 0) {
            char letter = next();
            if (letter == '\\') {
                next();
            } else if (letter == '[') {
                if (++open > MAX_DEPTH) {
                    throw refused(pattern);
                }
                first = true;
                continue;
            } else if (letter == '^' && first) {
                continue;
            } else if (letter == ']' && !first) {
                open--;
            }
            first = false;
        }
    }

    /** Whether what follows the backslash takes no character. */
    private boolean escape() {
        char letter = next();
        switch (letter) {
            case 'p', 'P', 'x', 'u' -> {
                if (at < pattern.length() && peek() == '{') {
                    int end = pattern.indexOf('}', at);
                    if (end < 0) {
                        throw refused(pattern);
                    }
                    at = end + 1;
                } else {
                    for (int i = letter == 'u' ? 4 : letter == 'x' ? 2 : 1; i > 0; i--) {
                        next();
                    }
                }
                return false;
            }
            case 'b', 'B', 'A', 'z', 'Z' -> {
                return true;
            }
            default -> {
                // Back references and calls of groups are no regular expressions any more.
                if ("sSdDwWhHrntfve".indexOf(letter) < 0 && (Character.isLetterOrDigit(letter))) {
                    throw refused(pattern);
                }
                return false;
            }
        }
    }

    private char peek() {
        if (at >= pattern.length()) {
            throw refused(pattern);
        }
        return pattern.charAt(at);
    }

    private char next() {
        char next = peek();
        at++;
        return next;
    }

    private boolean taken(char wanted) {
        boolean here = at < pattern.length() && pattern.charAt(at) == wanted;
        at += here ? 1 : 0;
        return here;
    }

    private static UnreadableModelException refused(String pattern) {
        String shown = pattern.length() > 80 ? pattern.substring(0, 80) + "…" : pattern;
        return new UnreadableModelException(
                "The tokenizer cuts or changes texts by the pattern \"%s\", which the engine does not run: on some texts it could take without end."
                        .formatted(shown));
    }
}
