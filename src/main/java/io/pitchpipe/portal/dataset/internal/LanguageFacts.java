package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * In which languages a dataset's inputs and outputs are, and which rows stand out. The two are judged apart, so that a set of translations
 * is as good as any other; only where answers are nearly always in the language of the question is one that is not told of.
 *
 * @see <a href="../../../../../../../../docs/decisions/0080-languages-by-their-words.md">decision 0080</a>
 */
final class LanguageFacts {

    /** In so large a part of the texts whose language is known a language is the main one, and others stand out. */
    private static final double MAIN = 0.8;

    /** Where in so large a part of the rows the answer is in the question's language, it is meant to be. */
    private static final double ANSWERED_ALIKE = 0.9;

    /** Of fewer texts whose language is known nothing is said, nor where these are fewer than one in ten. */
    private static final int FEWEST = 20;

    private static final int KNOWN_OF = 10;

    /** In how many languages texts without a main one are told of, and of how large a part of the texts. */
    private static final int SHARES = 4;

    private static final double SHARE = 0.05;

    private final Languages languages = new Languages();
    private final Side inputs = new Side("input");
    private final Side outputs = new Side("output");
    private int rows;

    /** What is said of a row's texts. */
    private record Said(byte input, byte output) {}

    /** What is said of all inputs, or of all outputs. */
    private static final class Side {

        private final String name;
        private byte[] said = new byte[256];
        private final int[] counts = new int[Languages.count()];
        private int known;

        Side(String name) {
            this.name = name;
        }

        void add(int row, byte language) {
            if (row == said.length) {
                said = Arrays.copyOf(said, row * 2);
            }
            said[row] = language;
            if (language != Languages.UNKNOWN) {
                counts[Languages.language(language)]++;
                known++;
            }
        }

        boolean enough(int rows) {
            return known >= FEWEST && known * KNOWN_OF >= rows;
        }

        /** The language that most are in or may be in; empty if there is none. */
        OptionalInt main(int rows) {
            if (!enough(rows)) {
                return OptionalInt.empty();
            }
            var most = byCount().getFirst();
            var in = IntStream.range(0, rows)
                    .filter(row -> said[row] != Languages.UNKNOWN && Languages.agrees(said[row], most))
                    .count();
            return in >= MAIN * known ? OptionalInt.of(most) : OptionalInt.empty();
        }

        private List<Integer> byCount() {
            return IntStream.range(0, counts.length)
                    .boxed()
                    .sorted(Comparator.comparing(language -> -counts[language]))
                    .toList();
        }

        /** The side's name, then tags and percentages of the languages, most frequent first. */
        List<String> shares() {
            var shares = new ArrayList<String>();
            shares.add(name);
            byCount().stream()
                    .filter(language -> counts[language] >= SHARE * known)
                    .limit(SHARES)
                    .forEach(language -> {
                        shares.add(Languages.tag(language));
                        shares.add(Long.toString(Math.round(100.0 * counts[language] / known)));
                    });
            return List.copyOf(shares);
        }
    }

    /** @param script of the input, as {@link Scripts#of} says */
    void add(String input, Optional<UnicodeScript> script, String output) {
        inputs.add(rows, languages.of(input, script));
        outputs.add(rows, languages.of(output, Scripts.of(output)));
        rows++;
    }

    /**
     * How a row stands out, once all are added; not for rows that are in another script, of which that is told already.
     *
     * @param judged what is usual
     * @return {@link FindingCode#ANSWER_LANGUAGE}, {@link FindingCode#OTHER_LANGUAGE} or nothing
     */
    Optional<FindingCode> outsider(String input, String output, Judged judged) {
        var said = new Said(languages.of(input, Scripts.of(input)), languages.of(output, Scripts.of(output)));
        return judged.of(said).map(Outsider::code);
    }

    /** What stands out in one row. */
    private record Outsider(FindingCode code, List<String> details) {}

    /** What is usual, as far as all rows tell it. */
    final class Judged {

        private final OptionalInt mainInput = inputs.main(rows);
        private final OptionalInt mainOutput = outputs.main(rows);
        private final boolean answeredAlike = answeredAlike();

        private Judged() {}

        private boolean answeredAlike() {
            var both = IntStream.range(0, rows)
                    .filter(row -> inputs.said[row] != Languages.UNKNOWN && outputs.said[row] != Languages.UNKNOWN)
                    .toArray();
            var alike = Arrays.stream(both)
                    .filter(row -> Languages.agrees(inputs.said[row], outputs.said[row]))
                    .count();
            return both.length >= FEWEST && both.length * KNOWN_OF >= rows && alike >= ANSWERED_ALIKE * both.length;
        }

        private Optional<Outsider> of(Said said) {
            var input = said.input();
            var output = said.output();
            if (answeredAlike
                    && input != Languages.UNKNOWN
                    && output != Languages.UNKNOWN
                    && !Languages.agrees(input, output)) {
                return Optional.of(new Outsider(
                        FindingCode.ANSWER_LANGUAGE, List.of(Languages.tag(output), Languages.tag(input))));
            }
            return other(input, mainInput, inputs).or(() -> other(output, mainOutput, outputs));
        }

        private static Optional<Outsider> other(byte said, OptionalInt main, Side side) {
            return said == Languages.UNKNOWN || main.isEmpty() || Languages.agrees(said, main.getAsInt())
                    ? Optional.empty()
                    : Optional.of(new Outsider(
                            FindingCode.OTHER_LANGUAGE,
                            List.of(side.name, Languages.tag(said), Languages.tag(main.getAsInt()))));
        }
    }

    /** What is usual among the rows added so far. */
    Judged judged() {
        return new Judged();
    }

    /** A row, in the order in which they were added: its number, or 0 if nothing is to be told of it. */
    interface Numbers {
        long of(int row);
    }

    void tell(Numbers numbers, Consumer<Finding> findings) {
        var judged = judged();
        for (var row = 0; row < rows; row++) {
            var number = numbers.of(row);
            if (number > 0) {
                judged.of(new Said(inputs.said[row], outputs.said[row]))
                        .ifPresent(other -> findings.accept(new Finding(other.code(), number, 0, "", other.details())));
            }
        }
        shares(inputs, judged.mainInput, findings);
        shares(outputs, judged.mainOutput, findings);
    }

    private void shares(Side side, OptionalInt main, Consumer<Finding> findings) {
        if (side.enough(rows) && main.isEmpty()) {
            findings.accept(new Finding(FindingCode.MANY_LANGUAGES, 0, 0, "", side.shares()));
        }
    }
}
