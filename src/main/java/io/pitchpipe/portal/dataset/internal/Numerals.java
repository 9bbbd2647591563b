package io.pitchpipe.portal.dataset.internal;

import java.util.OptionalInt;

/** Whole numbers that are not negative, and columns, as a workbook's attributes have them. */
final class Numerals {

    /** The number of columns of a sheet, A to XFD: ISO/IEC 29500-1 leaves it open, Excel has it. */
    static final int COLUMNS = 16_384;

    /** Ten digits are beyond an int, or close to it. */
    private static final int MOST_DIGITS = 9;

    private Numerals() {}

    /** The number; empty if that is none, or one of more than nine digits. */
    static OptionalInt whole(byte[] bytes, int from, int to) {
        if (from == to || to - from > MOST_DIGITS) {
            return OptionalInt.empty();
        }
        var number = 0;
        for (var at = from; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return OptionalInt.empty();
            }
            number = number * 10 + bytes[at] - '0';
        }
        return OptionalInt.of(number);
    }

    /** The column, from 0, of a cell such as {@code AB12}; -1 if that is no cell of a sheet. */
    static int column(byte[] bytes, int from, int to) {
        var column = 0;
        var at = from;
        for (; at < to && letter(bytes[at]); at++) {
            column = column * 26 + (bytes[at] & 0x1f);
            if (column > COLUMNS) {
                return -1;
            }
        }
        return at == from || whole(bytes, at, to).isEmpty() ? -1 : column - 1;
    }

    private static boolean letter(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }
}
