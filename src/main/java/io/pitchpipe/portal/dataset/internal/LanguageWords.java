package io.pitchpipe.portal.dataset.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What tells languages apart: their frequent words, and the runs of three letters that these words are made of, by which a word that is
 * not among them is known all the same. Read once, when first asked for; about 3 MB in memory.
 *
 * @see <a href="../../../../../../../../docs/decisions/0080-languages-by-their-words.md">decision 0080</a>
 */
final class LanguageWords {

    /** A tenth of a nat for each of what the file's numbers count. */
    static final int PER_NAT = 10;

    private static final String FILE = "language-words.txt";

    /** A run of three letters that makes less than e^-9.5 of a language's is not kept. */
    private static final double RAREST_RUN = -9.5;

    /** Runs in a word tell the same thing several times, as they overlap: each counts for so much of what it would alone. */
    private static final double RUN_COUNTS = 0.4;

    /** In front of the first letter of a word and behind its last. */
    static final char EDGE = '^';

    private static final class Loaded {
        private static final LanguageWords ONE = new LanguageWords();
    }

    private final List<String> tags = new ArrayList<>();
    private final LanguageWeights words;
    private final LanguageWeights runs;

    private LanguageWords() {
        var ofWords = new HashMap<String, List<LanguageWeights.Weight>>();
        var shares = new HashMap<String, Map<Integer, Double>>();
        read((word, weight) -> {
            var language = tags.size() - 1;
            ofWords.computeIfAbsent(word, each -> new ArrayList<>()).add(new LanguageWeights.Weight(language, weight));
            // The square root of its frequency: a word counts for more the more frequent it is, and does not drown the
            // others.
            var often = Math.exp(weight / (2.0 * PER_NAT));
            var edged = EDGE + word + EDGE;
            for (var at = 0; at + 3 <= edged.length(); at++) {
                shares.computeIfAbsent(edged.substring(at, at + 3), each -> new HashMap<>())
                        .merge(language, often, Double::sum);
            }
        });
        words = LanguageWeights.of(ofWords, LanguageWords::hash);
        runs = LanguageWeights.of(weighed(shares), run -> run(run.charAt(0), run.charAt(1), run.charAt(2)));
    }

    /** The one there is. */
    static LanguageWords get() {
        return Loaded.ONE;
    }

    private interface EachWord {
        void add(String word, int weight);
    }

    private void read(EachWord each) {
        var file = Objects.requireNonNull(LanguageWords.class.getResourceAsStream(FILE));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("=")) {
                    tags.add(line.substring(1));
                } else if (!line.startsWith("#")) {
                    var parts = line.split(" ");
                    for (var at = 1; at < parts.length; at++) {
                        each.add(parts[at], Integer.parseInt(parts[0]));
                    }
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, List<LanguageWeights.Weight>> weighed(Map<String, Map<Integer, Double>> shares) {
        var totals = new double[tags.size()];
        shares.values().forEach(of -> of.forEach((language, share) -> totals[language] += share));
        var weighed = new HashMap<String, List<LanguageWeights.Weight>>();
        shares.forEach((run, of) -> of.forEach((language, share) -> {
            var weight = Math.round((Math.log(share / totals[language]) - RAREST_RUN) * RUN_COUNTS * PER_NAT);
            if (weight > 0) {
                weighed.computeIfAbsent(run, each -> new ArrayList<>())
                        .add(new LanguageWeights.Weight(language, (int) weight));
            }
        }));
        return weighed;
    }

    /** The languages' tags, in the order in which they are counted. */
    List<String> tags() {
        return List.copyOf(tags);
    }

    /** By {@link #hash}. */
    LanguageWeights words() {
        return words;
    }

    /** By {@link #run}. */
    LanguageWeights runs() {
        return runs;
    }

    static long hash(String word) {
        var hash = 0L;
        for (var at = 0; at < word.length(); at++) {
            hash = hash(hash, word.charAt(at));
        }
        return hash;
    }

    /** The hash of a word that is a letter longer; 0 is that of none. */
    static long hash(long before, char letter) {
        return (before + letter + 1) * 0x9E3779B97F4A7C15L;
    }

    /** What a run of three letters is looked up by. */
    static long run(char first, char second, char third) {
        return ((long) first << 32 | second << 16 | third) * 0x9E3779B97F4A7C15L;
    }
}
