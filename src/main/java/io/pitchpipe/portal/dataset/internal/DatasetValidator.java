package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.ValidationReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * Holds rows to the limits as they pass, turns them into canonical lines, and hands these on in chunks. Lengths are code points. A row
 * that can be kept is kept even if it may not be tuned on, so that it can be looked at and mended; a row that cannot be kept at all is
 * counted as rejected.
 *
 * @see <a href="../../../../../../../../docs/decisions/0030-bytes-not-rows.md">decision 0030</a>
 */
final class DatasetValidator implements RowSink {

    /** A chunk is handed on once it holds this many bytes; it may hold one row more. */
    static final int CHUNK_BYTES = 64 * 1024;

    private final ChunkSink chunks;
    private final CanonicalWriter writer = new CanonicalWriter();
    private final Consumer<LeftOut> leftOut;
    private final Findings findings;
    private final DataDoctor doctor;
    private final SeenRows seen = new SeenRows();
    private int rowsInChunk;
    private long accepted;
    private long rejected;
    private long bytes;
    private boolean duplicatesUnchecked;

    /** For what only looks at findings. */
    DatasetValidator(ChunkSink chunks) {
        this(chunks, row -> {}, (code, row) -> {});
    }

    /**
     * @param leftOut hears of every row that cannot be kept
     * @param found hears of every finding and the number of its row, from 1; 0 if there is none
     */
    DatasetValidator(ChunkSink chunks, Consumer<LeftOut> leftOut, ObjLongConsumer<FindingCode> found) {
        this.chunks = chunks;
        this.leftOut = leftOut;
        this.findings = new Findings(found);
        this.doctor = new DataDoctor(findings::add);
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    /** The canonical bytes so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void pair(RawPair pair) {
        var start = writer.length();
        writer.literal(CanonicalLine.OPEN);
        var inputLength = writer.append(pair.inputBytes, pair.inputFrom, pair.inputTo);
        if (inputLength < 0) {
            writer.truncate(start);
            unusable(pair, inputLength, pair.inputBytes, pair.inputFrom, pair.inputTo);
            return;
        }
        writer.literal(CanonicalLine.MIDDLE);
        var outputLength = writer.append(pair.outputBytes, pair.outputFrom, pair.outputTo);
        if (outputLength < 0) {
            writer.truncate(start);
            unusable(pair, outputLength, pair.outputBytes, pair.outputFrom, pair.outputTo);
            return;
        }
        writer.literal(CanonicalLine.CLOSE);
        var size = writer.length() - start;
        if (size > Limits.ROW_BYTES) {
            writer.truncate(start);
            rejected(LeftOut.of(FindingCode.ROW_TOO_LARGE, pair.line, text(pair), Integer.toString(size)));
            return;
        }
        accept(pair, inputLength, outputLength, size);
    }

    private void accept(RawPair pair, int inputLength, int outputLength, int size) {
        accepted++;
        rowsInChunk++;
        bytes += size;
        var blank = look(pair, pair.inputBytes, pair.inputFrom, pair.inputTo, inputLength, true)
                | look(pair, pair.outputBytes, pair.outputFrom, pair.outputTo, outputLength, false);
        if (padded(pair)) {
            find(FindingCode.OUTER_SPACE, pair, "");
        }
        var repeated = compare(pair);
        if (!blank) {
            doctor.look(pair, accepted, inputLength, outputLength, size, repeated);
        }
        if (writer.length() >= CHUNK_BYTES) {
            flush();
        }
    }

    /** Whether trimming would take something of the row: what is all blank is no text with blanks around it. */
    private static boolean padded(RawPair pair) {
        var input = Utf8.skipBlanks(pair.inputBytes, pair.inputFrom, pair.inputTo);
        var output = Utf8.skipToIndentation(pair.outputBytes, pair.outputFrom, pair.outputTo);
        return padded(pair.inputBytes, pair.inputFrom, input, pair.inputTo)
                || padded(pair.outputBytes, pair.outputFrom, output, pair.outputTo);
    }

    private static boolean padded(byte[] field, int from, int start, int to) {
        var end = Utf8.dropBlanks(field, start, to);
        return end > start && (start != from || end != to);
    }

    /** @return whether the field has nothing but blanks in it */
    private boolean look(RawPair pair, byte[] field, int from, int to, int length, boolean input) {
        var start = Utf8.skipBlanks(field, from, to);
        if (start == to) {
            find(input ? FindingCode.EMPTY_INPUT : FindingCode.EMPTY_OUTPUT, pair, "");
            return true;
        }
        if (length > (input ? Limits.INPUT_CHARACTERS : Limits.OUTPUT_CHARACTERS)) {
            find(input ? FindingCode.LONG_INPUT : FindingCode.LONG_OUTPUT, pair, Integer.toString(length));
        }
        return false;
    }

    /** @return whether the same row was there before */
    private boolean compare(RawPair pair) {
        var inputHash = Hash.of(pair.inputBytes, pair.inputFrom, pair.inputTo);
        var pairHash = Hash.of(pair.outputBytes, pair.outputFrom, pair.outputTo, inputHash);
        var kind = seen.put(inputHash, pairHash, accepted);
        switch (kind) {
            case NEW -> {}
            case DUPLICATE -> find(FindingCode.DUPLICATE, pair, Long.toString(seen.earlier()));
            case CONFLICT -> find(FindingCode.CONFLICT, pair, Long.toString(seen.earlier()));
            case UNKNOWN -> duplicatesUnchecked = true;
        }
        return kind == SeenRows.Kind.DUPLICATE;
    }

    private void find(FindingCode code, RawPair pair, String detail) {
        if (findings.count(code, accepted)) {
            var output = code == FindingCode.LONG_OUTPUT || code == FindingCode.EMPTY_INPUT;
            var excerpt = output
                    ? Utf8.excerpt(pair.outputBytes, pair.outputFrom, pair.outputTo, Excerpt.LENGTH)
                    : Utf8.excerpt(pair.inputBytes, pair.inputFrom, pair.inputTo, Excerpt.LENGTH);
            var details = detail.isEmpty() ? List.<String>of() : List.of(detail);
            findings.keep(new Finding(code, accepted, pair.line, excerpt, details));
        }
    }

    private void unusable(RawPair pair, int why, byte[] field, int from, int to) {
        var excerpt = Utf8.excerpt(field, from, to, Excerpt.LENGTH);
        if (why == CanonicalWriter.NUL) {
            rejected(new LeftOut(FindingCode.NUL, pair.line, excerpt, text(pair), List.of()));
            return;
        }
        var at = Utf8.firstInvalid(pair.rowBytes, pair.rowFrom, pair.rowTo);
        if (at < 0 || pair.rowOffset < 0) {
            rejected(new LeftOut(FindingCode.INVALID_UTF8, pair.line, excerpt, text(pair), List.of()));
        } else {
            rejected(new LeftOut(
                    FindingCode.INVALID_UTF8,
                    pair.line,
                    Utf8.excerpt(pair.rowBytes, Math.max(pair.rowFrom, at - 20), pair.rowTo, Excerpt.LENGTH),
                    text(pair),
                    List.of(Long.toString(pair.rowOffset + at - pair.rowFrom))));
        }
    }

    /** The row as its file has it; where only its fields are known, these. */
    static String text(RawPair pair) {
        if (pair.rowFrom < pair.rowTo) {
            return Utf8.excerpt(pair.rowBytes, pair.rowFrom, pair.rowTo, LeftOut.TEXT);
        }
        return Utf8.excerpt(pair.inputBytes, pair.inputFrom, pair.inputTo, LeftOut.TEXT / 2) + ", "
                + Utf8.excerpt(pair.outputBytes, pair.outputFrom, pair.outputTo, LeftOut.TEXT / 2);
    }

    /** Takes a finding of somebody who knows more of the rows than what is in them. */
    void note(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void rejected(LeftOut row) {
        rejected++;
        if (findings.count(row.why(), 0)) {
            findings.keep(row.finding());
        }
        leftOut.accept(row);
    }

    private void flush() {
        if (rowsInChunk > 0) {
            chunks.chunk(writer.buffer(), writer.length(), rowsInChunk);
            writer.truncate(0);
            rowsInChunk = 0;
        }
    }

    /** What fixes need to know of all rows together; complete once this has {@linkplain #finish finished}. */
    DoctorFacts facts() {
        return doctor.facts();
    }

    /** Hands on the last chunk and says what was found. */
    ValidationReport finish() {
        flush();
        doctor.finish();
        if (accepted == 0) {
            findings.add(new Finding(FindingCode.NO_ROWS, 0, 0, "", List.of()));
        } else if (accepted < Limits.FEW_ROWS) {
            findings.add(new Finding(FindingCode.FEW_ROWS, 0, 0, "", List.of(Long.toString(accepted))));
        }
        if (bytes > Limits.SET_BYTES) {
            findings.add(new Finding(FindingCode.SET_TOO_LARGE, 0, 0, "", List.of(Long.toString(bytes))));
        }
        if (duplicatesUnchecked) {
            findings.add(new Finding(
                    FindingCode.DUPLICATES_UNCHECKED, 0, 0, "", List.of(Integer.toString(SeenRows.CAPACITY))));
        }
        return findings.report(accepted, rejected);
    }
}
