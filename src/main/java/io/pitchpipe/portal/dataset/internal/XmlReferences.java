package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;

/** References to characters, {@code &#233;} and {@code &#xE9;}, and the five entities that XML has without a document type. */
final class XmlReferences {

    /** Bytes of the longest there is, {@code &#x10FFFF;}, with two zeros in front. */
    static final int LONGEST = 12;

    private XmlReferences() {}

    /**
     * The position behind the reference that begins at {@code at}.
     *
     * @throws RefusedFileException if none does
     */
    static int end(byte[] bytes, int at, int to) {
        var most = Math.min(to, at + LONGEST);
        for (var p = at + 1; p < most; p++) {
            if (bytes[p] == ';') {
                return p + 1;
            }
        }
        throw broken();
    }

    /**
     * What the reference in {@code bytes[at, end)} stands for.
     *
     * @throws RefusedFileException if that is no character that XML allows, or an entity that it does not know
     */
    static int codePoint(byte[] bytes, int at, int end) {
        var from = at + 1;
        var to = end - 1;
        if (bytes[from] == '#') {
            var hexadecimal = bytes[from + 1] == 'x';
            return numbered(bytes, from + (hexadecimal ? 2 : 1), to, hexadecimal ? 16 : 10);
        }
        if (is(bytes, from, to, "lt")) {
            return '<';
        }
        if (is(bytes, from, to, "gt")) {
            return '>';
        }
        if (is(bytes, from, to, "amp")) {
            return '&';
        }
        if (is(bytes, from, to, "quot")) {
            return '"';
        }
        if (is(bytes, from, to, "apos")) {
            return '\'';
        }
        throw broken();
    }

    private static boolean is(byte[] bytes, int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (var i = 0; i < name.length(); i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Of nine digits at most, for no more fit between {@code &#} and {@link #LONGEST}. */
    private static int numbered(byte[] bytes, int from, int to, int radix) {
        var codePoint = 0L;
        for (var at = from; at < to; at++) {
            var digit = digit(bytes[at]);
            if (digit >= radix) {
                throw broken();
            }
            codePoint = codePoint * radix + digit;
        }
        var surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (codePoint == 0 || codePoint > Character.MAX_CODE_POINT || surrogate) {
            throw broken();
        }
        return (int) codePoint;
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        var letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : Integer.MAX_VALUE;
    }

    private static RefusedFileException broken() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }
}
