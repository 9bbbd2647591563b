package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.internal.NameCue.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a text in UTF-8 has any of the {@link NameCues}, told from its bytes before anything is made of them: most texts have none. It
 * says yes too often rather than too seldom.
 */
final class CueBytes {

    /** Bits of the hash by which phrases are told apart by their first three bytes. */
    private static final int HASH_BITS = 12;

    private static final long SMALL = Swar.broadcast(0x20);

    /** The first byte of letters such as é in UTF-8: a phrase begins with one of these or with an ASCII letter. */
    private static final long LATIN_LETTERS = Swar.broadcast(0xc3);

    /** Bytes between a label and its colon: quotes, asterisks, blanks. */
    private static final int BEFORE_COLON = 16;

    private static final List<String> CLOSING_MARKS =
            List.of(" ", ",", ".", "!", ":", ";", "-", "–", "\t", "\n", "\r", "\u00a0", "\u202f");

    /**
     * A phrase with what has to follow it, without the bit that tells capitals apart.
     *
     * @param head its first eight bytes, or all
     * @param mask which bytes of the head are its own
     */
    private record Phrase(Role role, byte[] bytes, long head, long mask) {

        static Phrase of(Role role, String phrase) {
            var bytes = phrase.getBytes(StandardCharsets.UTF_8);
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] |= 0x20;
            }
            var mask = bytes.length < 8 ? (1L << bytes.length * 8) - 1 : -1;
            return new Phrase(role, bytes, load(bytes, 0) & mask, mask);
        }
    }

    private static final Phrase[][] PHRASES = phrases();

    private CueBytes() {}

    static boolean possible(byte[] text, int from, int to) {
        var inWord = 0L;
        for (var at = from; at + 2 < to; at += 8) {
            var word = load(text, at);
            var letters = Swar.letters(word);
            var starts = letters & ~(letters << 8 | inWord) | Swar.equal(word, LATIN_LETTERS);
            inWord = letters >>> 56;
            for (; starts != 0; starts &= starts - 1) {
                var start = at + Swar.first(starts);
                if (start < to && phraseAt(text, start, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean phraseAt(byte[] text, int at, int to) {
        var head = load(text, at) | SMALL;
        for (var phrase : PHRASES[hash(head)]) {
            if ((head & phrase.mask) == phrase.head && same(text, at, to, phrase)) {
                var end = at + phrase.bytes.length;
                if (mayLead(phrase.role, text, end, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a name may follow by what stands right behind the phrase. */
    private static boolean mayLead(Role role, byte[] text, int end, int to) {
        return switch (role) {
            case LABEL, WIDE_LABEL -> colonNear(text, end, Math.min(to, end + BEFORE_COLON));
            case SHORT_CLOSING -> pauses(text, end, to);
            default -> true;
        };
    }

    /** Whether the line or the sentence ends or pauses there, and does not go on as in "thank you for": mostly it does. */
    private static boolean pauses(byte[] text, int from, int to) {
        var at = from;
        while (at < to && text[at] == ' ') {
            at++;
        }
        if (at == to) {
            return false;
        }
        // The first bytes of the no-break space, and of the narrow one and the dashes.
        return switch (text[at]) {
            case '\n', '\r', '\t', ',', '.', '!', ':', ';', '-', (byte) 0xc2 -> true;
            case (byte) 0xe2 -> at + 1 < to && text[at + 1] == (byte) 0x80;
            default -> false;
        };
    }

    private static boolean same(byte[] text, int at, int to, Phrase phrase) {
        if (at + phrase.bytes.length > to) {
            return false;
        }
        for (var i = 8; i < phrase.bytes.length; i++) {
            if ((byte) (text[at + i] | 0x20) != phrase.bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a colon, or the first byte of the full-width one, is there before the next letter. */
    private static boolean colonNear(byte[] text, int from, int to) {
        for (var at = from; at < to; at++) {
            var b = text[at];
            if (b == ':' || b == (byte) 0xef) {
                return true;
            }
            if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
                return false;
            }
        }
        return to - from == BEFORE_COLON;
    }

    /** Eight bytes from there; nothing where the array ends before. */
    private static long load(byte[] bytes, int from) {
        if (from + 8 <= bytes.length) {
            return Swar.load(bytes, from);
        }
        var word = new byte[8];
        System.arraycopy(bytes, from, word, 0, bytes.length - from);
        return Swar.load(word, 0);
    }

    private static Phrase[][] phrases() {
        var lists = Stream.generate(() -> (List<Phrase>) new ArrayList<Phrase>())
                .limit(1 << HASH_BITS)
                .toList();
        for (var cue : NameCues.ALL) {
            var role = cue.role();
            if (NameCues.ALL.stream().anyMatch(other -> within(other, cue))) {
                continue;
            }
            for (var spelling : cue.spellings()) {
                // Of "lg" alone there would be two bytes, and three are told apart.
                var follows = spelling.length() < 3 && role.follows.size() == 1 ? CLOSING_MARKS : role.follows;
                follows.forEach(after -> {
                    var phrase = Phrase.of(role, spelling + after);
                    lists.get(hash(phrase.head)).add(phrase);
                });
            }
        }
        return lists.stream().map(list -> list.toArray(Phrase[]::new)).toArray(Phrase[][]::new);
    }

    /** Whether wherever the cue is, the other one is as well, so that it need not be looked for: "kind regards", and "regards". */
    private static boolean within(NameCue other, NameCue cue) {
        return other.role() == cue.role()
                && other.role().follows.equals(List.of(""))
                && other.phrase().length() > 2
                && cue.phrase().length() > other.phrase().length()
                && Arrays.asList(cue.phrase().split(" ")).contains(other.phrase())
                && (cue.phrase().endsWith(other.phrase()) || other.role() != Role.LABEL);
    }

    private static int hash(long head) {
        return (int) (head & 0xffffff) * 0x9E3779B1 >>> 32 - HASH_BITS;
    }
}
