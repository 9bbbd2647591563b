package io.pitchpipe.portal.dataset.internal;

import java.nio.charset.StandardCharsets;

/**
 * An input and an output as plain bytes that claim to be UTF-8, handed from a reader to a {@link RowSink}. One instance is used for
 * all rows of a file: no object is made per row, and nothing in it holds after the sink has returned.
 */
final class RawPair {

    /** Where the row starts in the file: a line counted from 1, or a spreadsheet's row; 0 if there is no file. */
    long line;

    byte[] inputBytes = new byte[0];
    int inputFrom;
    int inputTo;

    byte[] outputBytes = new byte[0];
    int outputFrom;
    int outputTo;

    /** The word that says which part the row belongs to; empty where the file does not say. */
    byte[] partBytes = new byte[0];

    int partFrom;
    int partTo;

    /** The bytes of the whole row as the file has them, to name the byte that is wrong. */
    byte[] rowBytes = new byte[0];

    int rowFrom;
    int rowTo;

    /** The position in the file of {@code rowBytes[rowFrom]}; -1 where the file was decoded and bytes mean nothing. */
    long rowOffset = -1;

    void input(byte[] bytes, int from, int to) {
        inputBytes = bytes;
        inputFrom = from;
        inputTo = to;
    }

    void output(byte[] bytes, int from, int to) {
        outputBytes = bytes;
        outputFrom = from;
        outputTo = to;
    }

    void part(byte[] bytes, int from, int to) {
        partBytes = bytes;
        partFrom = from;
        partTo = to;
    }

    /** Takes over what another one points to; nothing is copied, and whoever changes a field gives it other bytes. */
    void set(RawPair other) {
        line = other.line;
        input(other.inputBytes, other.inputFrom, other.inputTo);
        output(other.outputBytes, other.outputFrom, other.outputTo);
        part(other.partBytes, other.partFrom, other.partTo);
        row(other.rowBytes, other.rowFrom, other.rowTo, other.rowOffset);
    }

    String inputText() {
        return new String(inputBytes, inputFrom, inputTo - inputFrom, StandardCharsets.UTF_8);
    }

    String outputText() {
        return new String(outputBytes, outputFrom, outputTo - outputFrom, StandardCharsets.UTF_8);
    }

    String partText() {
        return new String(partBytes, partFrom, partTo - partFrom, StandardCharsets.UTF_8);
    }

    void row(byte[] bytes, int from, int to, long offset) {
        rowBytes = bytes;
        rowFrom = from;
        rowTo = to;
        rowOffset = offset;
    }
}
