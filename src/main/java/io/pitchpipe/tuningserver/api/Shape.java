package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.job.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * How a caller wants its answers, by the system parameters {@code prettyPrint}, {@code fields}, {@code alt} and {@code $alt}.
 *
 * @param pretty whether answers are indented
 * @param enumsAsInts whether enums are numbers, as gapic clients ask for
 * @param sse whether a stream is wanted as server-sent events
 * @param fields what is wanted of the answer; absent for all
 */
record Shape(boolean pretty, boolean enumsAsInts, boolean sse, Optional<FieldSelection> fields) {

    /** What errors have, and whoever asked for nothing. */
    static final Shape DEFAULT = new Shape(true, false, false, Optional.empty());

    /** @throws Refusal if a parameter has no such value */
    static Shape of(Query query) {
        var alts = List.of(
                query.get("alt").orElse("json").split(";"),
                query.get("$alt").orElse("json").split(";"));
        boolean sse = false;
        boolean ints = false;
        for (var alt : alts) {
            if (!alt[0].equals("json") && !alt[0].equals("sse")) {
                throw Refusal.invalid("alt", "alt must be json or sse.");
            }
            sse |= alt[0].equals("sse");
            for (int i = 1; i < alt.length; i++) {
                ints |= alt[i].equals("enum-encoding=int");
            }
        }
        var pretty = query.get("prettyPrint").orElse("true");
        return new Shape(
                !pretty.equals("false") && !pretty.equals("0"),
                ints,
                sse,
                query.get("fields").map(FieldSelection::parse));
    }

    /** Whether answers are anything else than their records. */
    boolean plain() {
        return !enumsAsInts && fields.isEmpty();
    }
}
