package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is known of all rows together that the {@link DataDoctor} looked at: usual lengths, classes, the main script. */
final class DoctorFacts {

    /** In so large a part of the rows a script is the main one, and rows in another stand out. */
    private static final double MAIN_SCRIPT = 0.8;

    private static final int FEWEST = 20;

    private final Lengths inputs = new Lengths();
    private final Lengths outputs = new Lengths();
    private final Classes classes = new Classes();
    private final LanguageFacts languages = new LanguageFacts();
    private final Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
    private long[] numbers = new long[256];
    /** Of each row: 1 + the ordinal of its script, 0 if it has no letters. */
    private short[] scriptOf = new short[256];
    /** Of each row: the hash of its output; 0 once the outputs are too many to be classes. */
    private long[] outputOf = new long[256];

    private int rows;

    /**
     * @param inputLength in code points
     * @param outputLength in code points
     */
    void add(long number, String input, int inputLength, String output, int outputLength) {
        if (rows == numbers.length) {
            numbers = Arrays.copyOf(numbers, rows * 2);
            scriptOf = Arrays.copyOf(scriptOf, rows * 2);
            outputOf = Arrays.copyOf(outputOf, rows * 2);
        }
        inputs.add(inputLength);
        outputs.add(outputLength);
        classes.add(output);
        var script = Scripts.of(input);
        script.ifPresent(known -> scripts.merge(known, 1, Integer::sum));
        languages.add(input, script, output);
        numbers[rows] = number;
        scriptOf[rows] = script.map(known -> (short) (known.ordinal() + 1)).orElse((short) 0);
        outputOf[rows] = classes.many() ? 0 : Normal.hashOf(output.strip());
        rows++;
    }

    void tell(Consumer<Finding> findings) {
        lengths(findings);
        scripts(findings);
        variants(findings);
        if (classes.one()) {
            var answer = classes.largest();
            findings.accept(new Finding(
                    FindingCode.ONE_ANSWER,
                    0,
                    0,
                    "",
                    List.of(Excerpt.of(answer.getKey(), 40), answer.getValue().toString(), Integer.toString(rows))));
        }
        if (classes.uneven()) {
            var largest = classes.largest();
            var smallest = classes.smallest();
            findings.accept(new Finding(
                    FindingCode.UNEVEN_CLASSES,
                    0,
                    0,
                    "",
                    List.of(
                            Excerpt.of(largest.getKey(), 40),
                            largest.getValue().toString(),
                            Excerpt.of(smallest.getKey(), 40),
                            smallest.getValue().toString())));
        }
    }

    private void lengths(Consumer<Finding> findings) {
        inputs.settle();
        outputs.settle();
        for (var row = 0; row < rows; row++) {
            var input = inputs.unusual(inputs.length(row));
            if (input || outputs.unusual(outputs.length(row))) {
                var of = input ? inputs : outputs;
                findings.accept(new Finding(
                        input ? FindingCode.UNUSUAL_INPUT : FindingCode.UNUSUAL_OUTPUT,
                        numbers[row],
                        0,
                        "",
                        List.of(
                                Integer.toString(of.length(row)),
                                Long.toString(Math.max(1, of.least())),
                                Long.toString(of.most()))));
            }
        }
    }

    private void scripts(Consumer<Finding> findings) {
        var main = mainScript();
        for (var row = 0; row < rows; row++) {
            if (otherScript(row, main)) {
                var other = UnicodeScript.values()[scriptOf[row] - 1];
                findings.accept(new Finding(
                        FindingCode.OTHER_SCRIPT,
                        numbers[row],
                        0,
                        "",
                        List.of(Scripts.name(other), Scripts.name(main.orElseThrow()))));
            }
        }
        languages.tell(row -> otherScript(row, main) ? 0 : numbers[row], findings);
    }

    private boolean otherScript(int row, Optional<UnicodeScript> main) {
        return main.isPresent()
                && scriptOf[row] > 0
                && scriptOf[row] - 1 != main.get().ordinal();
    }

    private void variants(Consumer<Finding> findings) {
        for (var other : classes.variants().entrySet()) {
            var hash = Normal.hashOf(other.getKey());
            for (var row = 0; row < rows; row++) {
                if (outputOf[row] == hash) {
                    var excerpt = Excerpt.of(other.getKey());
                    findings.accept(new Finding(
                            FindingCode.ANSWER_VARIANT,
                            numbers[row],
                            0,
                            excerpt,
                            List.of(Excerpt.of(other.getValue(), 40))));
                }
            }
        }
    }

    Optional<UnicodeScript> mainScript() {
        var known = scripts.values().stream().mapToInt(Integer::intValue).sum();
        return scripts.entrySet().stream()
                .filter(each -> known >= FEWEST && each.getValue() >= MAIN_SCRIPT * known)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Lengths inputs() {
        return inputs;
    }

    Lengths outputs() {
        return outputs;
    }

    LanguageFacts languages() {
        return languages;
    }

    Classes classes() {
        return classes;
    }
}
