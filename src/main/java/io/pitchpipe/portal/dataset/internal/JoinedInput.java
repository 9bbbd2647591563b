package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the columns of a row together as its input, as {@link ColumnMapping#join} does, on bytes that may turn out to be no UTF-8: one
 * below the other without the empty ones, or as a template has them.
 */
final class JoinedInput {

    private static final byte[] EMPTY_LINE = {'\n', '\n'};

    private final boolean template;
    /** What stands before each column, and after the last. */
    private final List<byte[]> literals;

    private byte[] bytes = new byte[64 * 1024];
    private int length;
    private int columns;
    private boolean filled;

    JoinedInput(ColumnMapping mapping) {
        var given = mapping.template();
        this.template = given != null;
        this.literals = given == null
                ? List.of()
                : given.pieces().literals().stream()
                        .map(literal -> literal.getBytes(StandardCharsets.UTF_8))
                        .toList();
    }

    /** Begins another row. */
    void start() {
        length = 0;
        columns = 0;
        filled = false;
    }

    void add(byte[] column, int from, int to) {
        if (template) {
            var before = literals.get(columns++);
            append(before, 0, before.length);
        } else if (length > 0 && from < to) {
            append(EMPTY_LINE, 0, EMPTY_LINE.length);
        }
        append(column, from, to);
        filled |= Utf8.skipBlanks(column, from, to) < to;
    }

    /** Makes what was added since {@link #start} the pair's input. */
    void finish(RawPair pair) {
        if (template) {
            append(literals.getLast(), 0, literals.getLast().length);
        }
        pair.input(bytes, 0, template && !filled ? 0 : length);
    }

    private void append(byte[] source, int from, int to) {
        var more = to - from;
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
        System.arraycopy(source, from, bytes, length, more);
        length += more;
    }
}
