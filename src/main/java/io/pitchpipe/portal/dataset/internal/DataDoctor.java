package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Limits;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at what rows say, not only at whether they can be read: what would teach a model something nobody wants. It looks at the first
 * {@link #LOOKED_AT} bytes, all that may be tuned on, so that its memory is bounded and a file of a gigabyte costs no more than
 * these. What it finds in single rows it tells at once, what needs the whole when it {@linkplain #finish finishes}.
 *
 * @see <a href="../../../../../../../../docs/decisions/0033-data-doctor.md">decision 0033</a>
 */
final class DataDoctor {

    /** Canonical bytes that are looked at. */
    static final long LOOKED_AT = Limits.SET_BYTES;

    private final Consumer<Finding> findings;
    private NearDuplicates near = new NearDuplicates();
    private final Suspects labelledInputs = new Suspects(FindingCode.LABELLED_TEXT);
    private final Suspects labelledOutputs = new Suspects(FindingCode.LABELLED_TEXT);
    private final DoctorFacts facts = new DoctorFacts();
    private long bytes;
    private long rows;
    private boolean partly;

    /** @param findings told of each finding, with its row */
    DataDoctor(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /**
     * Looks at a row that has an input and an output.
     *
     * @param number the row's, from 1
     * @param inputLength in code points
     * @param outputLength in code points
     * @param size the bytes of its canonical line
     * @param repeated the same row was there before, byte by byte: that is told already
     */
    void look(RawPair pair, long number, int inputLength, int outputLength, int size, boolean repeated) {
        bytes += size;
        if (bytes > LOOKED_AT) {
            if (!partly) {
                partly = true;
                // Its tables are the largest, and nobody asks it any more.
                near = new NearDuplicates();
            }
            return;
        }
        rows++;
        var input = pair.inputText();
        var output = pair.outputText();
        var seen = new Seen(pair, number, input, output);
        var like = near.put(input, output, number);
        if (like > 0 && !repeated) {
            tell(FindingCode.NEAR_DUPLICATE, seen, input, Long.toString(like));
        }
        if (Labels.placeholder(output)) {
            tell(FindingCode.PLACEHOLDER, seen, output);
        }
        personal(seen);
        if (Labels.length(input) > 0) {
            labelledInputs.add(number, input);
        }
        if (Labels.length(output) > 0) {
            labelledOutputs.add(number, output);
        }
        facts.add(number, input, inputLength, output, outputLength);
    }

    private record Seen(RawPair pair, long number, String input, String output) {}

    private void personal(Seen seen) {
        var pair = seen.pair();
        var inInput = PersonalData.possible(pair.inputBytes, pair.inputFrom, pair.inputTo);
        var inOutput = PersonalData.possible(pair.outputBytes, pair.outputFrom, pair.outputTo);
        if (inInput.isEmpty() && inOutput.isEmpty()) {
            return;
        }
        var input = PersonalData.find(seen.input(), inInput);
        var output = PersonalData.find(seen.output(), inOutput);
        for (var kind : PersonalData.ALL) {
            var count = count(input, kind) + count(output, kind);
            if (count > 0) {
                var inFirst = count(input, kind) > 0;
                var excerpt = excerpt(inFirst ? seen.input() : seen.output(), inFirst ? input : output, kind);
                tell(kind.code, seen, excerpt, Long.toString(count));
            }
        }
    }

    private static long count(List<PersonalData.Place> places, PersonalData.Kind kind) {
        return places.stream().filter(place -> place.kind() == kind).count();
    }

    /** The text from a little before the first place of the kind. */
    private static String excerpt(String text, List<PersonalData.Place> places, PersonalData.Kind kind) {
        var first = places.stream().filter(place -> place.kind() == kind).findFirst();
        return text.substring(beforePlace(text, first.orElseThrow())).strip();
    }

    private static int beforePlace(String text, PersonalData.Place place) {
        var from = Math.max(0, place.from() - 20);
        return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    private void tell(FindingCode code, Seen seen, String excerpt, String... details) {
        var shown = Excerpt.of(excerpt);
        findings.accept(new Finding(code, seen.number(), seen.pair().line, shown, List.of(details)));
    }

    /** Tells what only the whole shows. */
    void finish() {
        for (var labelled : List.of(labelledInputs, labelledOutputs)) {
            // In every row it is a form like any other; in some it is noise.
            if (labelled.count() > 0 && labelled.count() < rows) {
                labelled.tell(findings);
            }
        }
        facts.tell(findings);
        if (partly) {
            var megabytes = Long.toString(LOOKED_AT / 1024 / 1024);
            findings.accept(new Finding(FindingCode.LOOKED_AT_PART, 0, 0, "", List.of(megabytes)));
        }
    }

    /** What the fixes need to know of the rows looked at. */
    DoctorFacts facts() {
        return facts;
    }
}
