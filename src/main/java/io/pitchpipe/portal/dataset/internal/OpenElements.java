package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.util.Arrays;

/** The names of the XML elements that have begun and not ended, the innermost last. */
final class OpenElements {

    /** The parts that are read are nested six deep; what programs add to them, some more. */
    static final int MOST_DEPTH = 64;

    /** One behind another, and where each begins. */
    private byte[] names = new byte[XmlTag.MOST_NAME];

    private final int[] from = new int[MOST_DEPTH + 1];
    private int depth;

    int depth() {
        return depth;
    }

    /** @throws RefusedFileException if there are too many */
    void add(byte[] bytes, int nameFrom, int nameTo) {
        if (depth == MOST_DEPTH) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
        }
        var length = nameTo - nameFrom;
        var at = from[depth];
        if (names.length - at < length) {
            names = Arrays.copyOf(names, names.length * 2);
        }
        System.arraycopy(bytes, nameFrom, names, at, length);
        from[++depth] = at + length;
    }

    /** The bytes of the innermost element's name; 0 if none is open. */
    int length() {
        return depth == 0 ? 0 : from[depth] - from[depth - 1];
    }

    /** Whether the innermost element's name stands at {@code at}, where there is room for it. */
    boolean endsWith(byte[] bytes, int at) {
        if (depth == 0) {
            return false;
        }
        var start = from[depth - 1];
        for (var i = start; i < from[depth]; i++) {
            if (bytes[at + i - start] != names[i]) {
                return false;
            }
        }
        return true;
    }

    void removeLast() {
        depth--;
    }
}
