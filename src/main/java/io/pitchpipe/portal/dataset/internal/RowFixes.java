package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.internal.PersonalData.Kind;
import io.pitchpipe.portal.dataset.internal.RowFix.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes the steps that apply fixes; what a step remembers of earlier rows is for one run over a version. */
final class RowFixes {

    /** The fixes in the order in which they are applied: texts are mended before they are compared, and what is left is counted last. */
    private static final List<Fix> ORDER = List.of(
            Fix.MASK_BANK_ACCOUNTS,
            Fix.MASK_CARDS,
            Fix.MASK_EMAILS,
            Fix.MASK_PHONES,
            Fix.MASK_NAMES,
            Fix.STRIP_LABELS,
            Fix.DROP_EMPTY,
            Fix.TRIM,
            Fix.UNIFY_ANSWERS,
            Fix.DROP_PLACEHOLDERS,
            Fix.DROP_TOO_LONG,
            Fix.DROP_UNUSUAL_LENGTHS,
            Fix.DROP_OTHER_SCRIPTS,
            Fix.DROP_OTHER_LANGUAGES,
            Fix.DROP_OTHER_ANSWER_LANGUAGES,
            Fix.DROP_DUPLICATES,
            Fix.DROP_NEAR_DUPLICATES,
            Fix.KEEP_FIRST_ANSWER,
            Fix.EVEN_OUT_CLASSES,
            Fix.KEEP_FIRST_4_MB);

    private final DoctorFacts facts;

    private RowFixes(DoctorFacts facts) {
        this.facts = facts;
    }

    /** Whether any of them has to know all rows before it changes the first. */
    static boolean needFacts(Set<Fix> fixes) {
        return Stream.of(
                        Fix.UNIFY_ANSWERS,
                        Fix.DROP_UNUSUAL_LENGTHS,
                        Fix.DROP_OTHER_SCRIPTS,
                        Fix.DROP_OTHER_LANGUAGES,
                        Fix.DROP_OTHER_ANSWER_LANGUAGES,
                        Fix.EVEN_OUT_CLASSES)
                .anyMatch(fixes::contains);
    }

    /** @param facts of the rows that the fixes will go through; empty ones unless {@link #needFacts} */
    static List<FixFilter.Step> of(Set<Fix> fixes, DoctorFacts facts) {
        var steps = new RowFixes(facts);
        return ORDER.stream()
                .filter(fixes::contains)
                .map(fix -> new FixFilter.Step(fix, steps.step(fix)))
                .toList();
    }

    private RowFix step(Fix fix) {
        return switch (fix) {
            case MASK_EMAILS -> mask(Kind.EMAIL);
            case MASK_PHONES -> mask(Kind.PHONE);
            case MASK_BANK_ACCOUNTS -> mask(Kind.IBAN);
            case MASK_CARDS -> mask(Kind.CARD);
            case MASK_NAMES -> mask(Kind.NAME);
            case STRIP_LABELS -> texts(RowFixes::unlabelled, RowFixes::unlabelled);
            case UNIFY_ANSWERS -> texts(UnaryOperator.identity(), facts.classes()::usual);
            case TRIM -> RowFixes::trim;
            case DROP_EMPTY -> dropping(RowFixes::empty);
            case DROP_PLACEHOLDERS -> dropping(pair -> Labels.placeholder(pair.outputText()));
            case DROP_TOO_LONG -> dropping(RowFixes::tooLong);
            case DROP_UNUSUAL_LENGTHS -> dropping(this::unusual);
            case DROP_OTHER_SCRIPTS -> dropping(this::otherScript);
            case DROP_OTHER_LANGUAGES -> dropping(outsider(FindingCode.OTHER_LANGUAGE));
            case DROP_OTHER_ANSWER_LANGUAGES -> dropping(outsider(FindingCode.ANSWER_LANGUAGE));
            case DROP_DUPLICATES -> dropping(seenBefore(true));
            case KEEP_FIRST_ANSWER -> dropping(seenBefore(false));
            case DROP_NEAR_DUPLICATES -> dropping(alike());
            case EVEN_OUT_CLASSES -> dropping(beyondCap());
            case KEEP_FIRST_4_MB -> dropping(beyondSet());
            case LEAVE_OUT_UNREADABLE ->
                throw new IllegalStateException("It has no step: what cannot be read is out already");
        };
    }

    private static RowFix dropping(Predicate<RawPair> unwanted) {
        return pair -> unwanted.test(pair) ? Outcome.DROPPED : Outcome.KEPT;
    }

    private static RowFix texts(UnaryOperator<String> ofInput, UnaryOperator<String> ofOutput) {
        return pair -> {
            var input = pair.inputText();
            var output = pair.outputText();
            var newInput = ofInput.apply(input);
            var newOutput = ofOutput.apply(output);
            if (newInput.equals(input) && newOutput.equals(output)) {
                return Outcome.KEPT;
            }
            var inputBytes = newInput.getBytes(StandardCharsets.UTF_8);
            var outputBytes = newOutput.getBytes(StandardCharsets.UTF_8);
            pair.input(inputBytes, 0, inputBytes.length);
            pair.output(outputBytes, 0, outputBytes.length);
            return Outcome.CHANGED;
        };
    }

    private static RowFix mask(Kind kind) {
        var only = EnumSet.of(kind);
        var masked = texts(text -> PersonalData.mask(text, only), text -> PersonalData.mask(text, only));
        return pair -> PersonalData.possible(pair.inputBytes, pair.inputFrom, pair.inputTo)
                                .contains(kind)
                        || PersonalData.possible(pair.outputBytes, pair.outputFrom, pair.outputTo)
                                .contains(kind)
                ? masked.apply(pair)
                : Outcome.KEPT;
    }

    private static String unlabelled(String text) {
        return text.substring(Labels.length(text));
    }

    private static Outcome trim(RawPair pair) {
        var inputFrom = Utf8.skipBlanks(pair.inputBytes, pair.inputFrom, pair.inputTo);
        var inputTo = Utf8.dropBlanks(pair.inputBytes, inputFrom, pair.inputTo);
        var outputFrom = Utf8.skipToIndentation(pair.outputBytes, pair.outputFrom, pair.outputTo);
        var outputTo = Utf8.dropBlanks(pair.outputBytes, outputFrom, pair.outputTo);
        var blanks = inputTo - inputFrom != pair.inputTo - pair.inputFrom
                || outputTo - outputFrom != pair.outputTo - pair.outputFrom;
        pair.input(pair.inputBytes, inputFrom, inputTo);
        pair.output(pair.outputBytes, outputFrom, outputTo);
        return blanks ? Outcome.CHANGED : Outcome.KEPT;
    }

    private static boolean empty(RawPair pair) {
        return Utf8.skipBlanks(pair.inputBytes, pair.inputFrom, pair.inputTo) == pair.inputTo
                || Utf8.skipBlanks(pair.outputBytes, pair.outputFrom, pair.outputTo) == pair.outputTo;
    }

    private static boolean tooLong(RawPair pair) {
        return Utf8.codePoints(pair.inputBytes, pair.inputFrom, pair.inputTo) > Limits.INPUT_CHARACTERS
                || Utf8.codePoints(pair.outputBytes, pair.outputFrom, pair.outputTo) > Limits.OUTPUT_CHARACTERS;
    }

    private boolean unusual(RawPair pair) {
        return facts.inputs().unusual(Utf8.codePoints(pair.inputBytes, pair.inputFrom, pair.inputTo))
                || facts.outputs().unusual(Utf8.codePoints(pair.outputBytes, pair.outputFrom, pair.outputTo));
    }

    private boolean otherScript(RawPair pair) {
        var main = facts.mainScript();
        return main.isPresent()
                && Scripts.of(pair.inputText()).filter(own -> own != main.get()).isPresent();
    }

    private Predicate<RawPair> outsider(FindingCode code) {
        var languages = facts.languages();
        var judged = languages.judged();
        return pair -> !otherScript(pair)
                && languages
                        .outsider(pair.inputText(), pair.outputText(), judged)
                        .filter(code::equals)
                        .isPresent();
    }

    private static Predicate<RawPair> seenBefore(boolean withOutput) {
        var seen = new FirstSeen();
        return pair -> {
            var input = Hash.of(pair.inputBytes, pair.inputFrom, pair.inputTo);
            var hash = withOutput ? Hash.of(pair.outputBytes, pair.outputFrom, pair.outputTo, input) : input;
            return seen.put(hash, 1) > 0;
        };
    }

    private static Predicate<RawPair> alike() {
        var near = new NearDuplicates();
        var row = new int[1];
        return pair -> near.put(pair.inputText(), pair.outputText(), ++row[0]) > 0;
    }

    private Predicate<RawPair> beyondCap() {
        var cap = facts.classes().cap();
        var kept = new HashMap<String, Long>();
        return pair -> cap != Long.MAX_VALUE && kept.merge(pair.outputText().strip(), 1L, Long::sum) > cap;
    }

    private static Predicate<RawPair> beyondSet() {
        var measure = new CanonicalWriter();
        var bytes = new long[1];
        return pair -> {
            measure.truncate(0);
            measure.append(pair.inputBytes, pair.inputFrom, pair.inputTo);
            measure.append(pair.outputBytes, pair.outputFrom, pair.outputTo);
            bytes[0] += measure.length()
                    + CanonicalLine.OPEN.length
                    + CanonicalLine.MIDDLE.length
                    + CanonicalLine.CLOSE.length;
            return bytes[0] > Limits.SET_BYTES;
        };
    }
}
