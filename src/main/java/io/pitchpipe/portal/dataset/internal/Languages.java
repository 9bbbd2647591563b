package io.pitchpipe.portal.dataset.internal;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In which language a text is written, where that is sure: enough of its words have to be known, and the language has to be far ahead of
 * the next. Anything else (a code, names, numbers, a word or two, half one and half another) is {@link #UNKNOWN}. What is between relatives,
 * such as Danish and Norwegian, is told too, as {@linkplain #agrees not sure among them}. Not for several threads at once.
 *
 * @see <a href="../../../../../../../../docs/decisions/0080-languages-by-their-words.md">decision 0080</a>
 */
final class Languages {

    /** What is said of a text whose language is not sure. */
    static final byte UNKNOWN = -1;

    /** In what is said of a text: it is this language or a relative of it. */
    private static final byte OR_RELATIVE = 64;

    /** Languages that share so much that a sentence is often both. */
    private static final List<List<String>> RELATIVES = List.of(
            List.of("da", "no", "sv"),
            List.of("cs", "sk"),
            List.of("hr", "sl"),
            List.of("be", "bg", "mk", "ru", "sr", "uk"),
            List.of("ca", "es", "pt"),
            List.of("af", "nl"),
            List.of("et", "fi"));

    /** Characters that are looked at. */
    static final int MOST = 240;

    /** Characters whose runs are looked at where the words do not tell enough. */
    private static final int MOST_RUNS = 120;

    /** So far ahead of the next language, in tenths of a nat, a language is sure: less than one in 400 would be another. */
    private static final int SURE = 60;

    /** Where the language is so far ahead after so many words, the others are not looked at: in most sentences it is. */
    private static final int CLEAR = 100;

    private static final int CLEAR_WORDS = 8;

    /** Words alone decide where the language is so far ahead by them; else the runs of letters are counted too. */
    private static final int SURE_BY_WORDS = 90;

    /** Words that it takes, and so many of them known: fewer are rather a name or a label, of which any word is one of some language. */
    private static final int FEWEST_WORDS = 4;

    private static final int FEWEST_KNOWN = 3;

    /** Of all words at least one of so many is known. */
    private static final int KNOWN_OF = 4;

    /** Letters of a script that is one language's alone that it takes. */
    private static final int FEWEST_LETTERS = 8;

    /** Scripts that tell the language; Han is Chinese unless there is kana among it. */
    private static final Map<UnicodeScript, String> BY_SCRIPT = Map.of(
            UnicodeScript.GREEK, "el",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.THAI, "th",
            UnicodeScript.HAN, "zh");

    private static final String KANA = "ja";

    /** What programs and markup are full of, and sentences are not: where one character in so many is one, a text is no sentence. */
    private static final String SIGNS = "<>{}[]|\\/=+*_^~#@$%&`;";

    private static final int A_SIGN_IN = 20;

    private static final char SIGN = 1;

    /** Of each character its lower case if it is a letter, {@link #SIGN} of those that are signs, else 0. */
    private static final char[] LETTER = new char[1 << 16];

    static {
        for (var c = 0; c < LETTER.length; c++) {
            LETTER[c] = Character.isLetter(c) ? Character.toLowerCase((char) c) : 0;
        }
        for (var sign : SIGNS.toCharArray()) {
            LETTER[sign] = SIGN;
        }
    }

    private static final List<String> TAGS = tags();

    /** Of each language a number that it shares with its relatives. */
    private static final int[] FAMILY = families();

    private final LanguageWords known = LanguageWords.get();
    private final int[] scores = new int[known.tags().size()];
    /** Of the text that is looked at. */
    private int words;

    private int knownWords;
    private int signs;
    private int capitals;

    private static List<String> tags() {
        var tags = new ArrayList<>(LanguageWords.get().tags());
        tags.addAll(BY_SCRIPT.values());
        tags.add(KANA);
        return List.copyOf(tags);
    }

    private static int[] families() {
        var families = new int[TAGS.size()];
        for (var language = 0; language < families.length; language++) {
            var tag = TAGS.get(language);
            families[language] = RELATIVES.stream()
                    .filter(relatives -> relatives.contains(tag))
                    .findFirst()
                    .map(relatives -> TAGS.indexOf(relatives.getFirst()))
                    .orElse(language);
        }
        return families;
    }

    /** How many languages there are; each is a number below. */
    static int count() {
        return TAGS.size();
    }

    /** The BCP 47 tag, such as "de", of a language or of what was said of a text. */
    static String tag(int said) {
        return TAGS.get(language(said));
    }

    /** The language, the likeliest if it is not sure among relatives, of what was said of a text; not of {@link #UNKNOWN}. */
    static int language(int said) {
        return said & ~OR_RELATIVE;
    }

    private static boolean sure(byte said) {
        return said >= 0 && said < OR_RELATIVE;
    }

    /** Whether a text of which this was said may be in the same language as another: they are the same, or relatives and one is not sure. */
    static boolean agrees(int said, int other) {
        var sure = said < OR_RELATIVE && other < OR_RELATIVE;
        return language(said) == language(other) || !sure && FAMILY[language(said)] == FAMILY[language(other)];
    }

    /**
     * What is to be said of the first {@link #MOST} characters: a number to be asked of here, or {@link #UNKNOWN}.
     *
     * @param script what {@link Scripts#of} says of the text
     */
    byte of(String text, Optional<UnicodeScript> script) {
        if (script.isEmpty()) {
            return UNKNOWN;
        }
        var alone = BY_SCRIPT.get(script.get());
        return alone == null ? byWords(text) : byScript(text, alone);
    }

    private static byte byScript(String text, String alone) {
        var letters = 0;
        var kana = 0;
        for (var at = 0; at < Math.min(text.length(), MOST); at++) {
            var c = text.charAt(at);
            letters += c > 0x2ff && LETTER[c] > SIGN ? 1 : 0;
            // Hiragana and katakana, which are next to each other.
            kana += c >= 0x3041 && c <= 0x30ff ? 1 : 0;
        }
        return letters < FEWEST_LETTERS ? UNKNOWN : (byte) TAGS.indexOf(kana > 0 ? KANA : alone);
    }

    private byte byWords(String text) {
        var to = Math.min(text.length(), MOST);
        Arrays.fill(scores, 0);
        words = 0;
        knownWords = 0;
        signs = 0;
        capitals = 0;
        var at = countWords(text, 0, to, CLEAR_WORDS);
        var said = ahead(CLEAR);
        if (!sure(said)) {
            at = countWords(text, at, to, MOST);
            said = ahead(SURE_BY_WORDS);
        }
        if (!sentence(at)) {
            return UNKNOWN;
        }
        if (!sure(said)) {
            countRuns(text, Math.min(to, MOST_RUNS));
            said = ahead(SURE);
        }
        return said;
    }

    /** Whether what was counted up to a place may be one: words enough, known ones among them, no program, and not all in capitals. */
    private boolean sentence(int at) {
        return words >= FEWEST_WORDS
                && knownWords >= FEWEST_KNOWN
                && knownWords * KNOWN_OF >= words
                && signs * A_SIGN_IN <= at
                && capitals * 2 <= at;
    }

    /** Counts what is between two places, but not more words than these; answers with the place that it came to. */
    private int countWords(String text, int from, int to, int most) {
        var last = words + most;
        var hash = 0L;
        for (var at = from; at < to; at++) {
            var letter = LETTER[text.charAt(at)];
            if (letter > SIGN) {
                hash = LanguageWords.hash(hash, letter);
                capitals += letter == text.charAt(at) ? 0 : 1;
                continue;
            }
            signs += letter;
            if (hash != 0) {
                word(hash);
                hash = 0;
                if (words == last) {
                    return at + 1;
                }
            }
        }
        if (hash != 0) {
            word(hash);
        }
        return to;
    }

    private void word(long hash) {
        words++;
        knownWords += known.words().add(hash, scores) ? 1 : 0;
    }

    private void countRuns(String text, int to) {
        var runs = known.runs();
        var first = LanguageWords.EDGE;
        var second = LanguageWords.EDGE;
        for (var at = 0; at <= to; at++) {
            var letter = at < to ? LETTER[text.charAt(at)] : 0;
            var third = letter > SIGN ? letter : LanguageWords.EDGE;
            if (second != LanguageWords.EDGE) {
                runs.add(LanguageWords.run(first, second, third), scores);
            }
            first = second;
            second = third;
        }
    }

    /** The language with the highest score, if the next, or the next that is no relative of it, is so far behind. */
    private byte ahead(int by) {
        var best = 0;
        var next = 0;
        for (var language = 1; language < scores.length; language++) {
            if (scores[language] > scores[best]) {
                next = scores[best];
                best = language;
            } else if (scores[language] > next) {
                next = scores[language];
            }
        }
        if (scores[best] - next >= by) {
            return (byte) best;
        }
        return aheadOfStrangers(best, by) ? (byte) (best | OR_RELATIVE) : UNKNOWN;
    }

    private boolean aheadOfStrangers(int best, int by) {
        for (var language = 0; language < scores.length; language++) {
            if (scores[best] - scores[language] < by && FAMILY[language] != FAMILY[best]) {
                return false;
            }
        }
        return true;
    }
}
