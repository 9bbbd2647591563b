package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the XML of a workbook's part, on bytes of UTF-8: elements by their local names, attributes, and text in pieces. Knows no
 * document types, so no entity but the five that XML has, and fetches nothing. Holds elements to their ends, tags to a window, and the
 * depth to {@link #MOST_DEPTH}; what breaks a rule that matters for that is refused as damaged. Bytes of text are handed on as they are:
 * whoever keeps them holds them to UTF-8, row by row.
 */
final class XmlCursor {

    enum Event {
        START,
        END,
        /** A piece of text, in {@link #piece()}; the next piece may follow. */
        TEXT,
        FINISHED
    }

    /** The parts that are read are nested six deep; what programs add to them, some more. */
    private static final int MOST_DEPTH = 64;

    private static final int MOST_NAME = 256;

    private static final long OPENINGS = Swar.broadcast('<');
    private static final long AMPERSANDS = Swar.broadcast('&');
    private static final long CRS = Swar.broadcast('\r');
    private static final byte[] LINE_FEED = {'\n'};

    /** Of the first 128 bytes, those that end a name. */
    private static final boolean[] ENDS_NAME = new boolean[128];

    static {
        for (var b = 0; b <= ' '; b++) {
            ENDS_NAME[b] = true;
        }
        for (var b : "<>/=&\"'".getBytes(StandardCharsets.US_ASCII)) {
            ENDS_NAME[b] = true;
        }
    }

    private final Window window;
    private int at;
    private boolean rooted;
    /** The element that was told last has no end of its own. */
    private boolean empty;
    /** Within {@code <![CDATA[}. */
    private boolean characters;

    /** The names of the elements that are open, one after another, and where each begins. */
    private byte[] names = new byte[MOST_NAME];

    private final int[] nameAt = new int[MOST_DEPTH + 1];
    private int depth;

    /** The name in the window of what was told last, and the part of it behind a prefix. */
    private int nameFrom;

    private int localFrom;
    private int nameTo;

    /** Of each attribute, where in the window its name and its value begin and end. */
    private int[] attributes = new int[4 * 16];

    private int attributesTo;

    /** The character that the last reference stands for. */
    private final byte[] referred = new byte[4];

    private byte[] piece = LINE_FEED;
    private int pieceFrom;
    private int pieceTo;

    /** @param in UTF-8 without a byte order mark, see {@link XmlEncoding} */
    XmlCursor(InputStream in) {
        this.window = new Window(in);
    }

    /** How many elements are open, with one that has just begun. */
    int depth() {
        return depth;
    }

    byte[] bytes() {
        return window.bytes;
    }

    byte[] piece() {
        return piece;
    }

    int pieceFrom() {
        return pieceFrom;
    }

    int pieceTo() {
        return pieceTo;
    }

    /** The element that has just begun has this local name, of ASCII. */
    boolean is(String name) {
        return matches(localFrom, nameTo, name);
    }

    private boolean matches(int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (var i = 0; i < name.length(); i++) {
            if (window.bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The attribute without a prefix that has this name, for {@link #from} and {@link #to}; -1 if the element that has just begun has none. */
    int attribute(String name) {
        for (var i = 0; i < attributesTo; i += 4) {
            if (matches(attributes[i], attributes[i + 1], name)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the attribute's value begins in {@link #bytes}, references not resolved. */
    int from(int attribute) {
        return attributes[attribute + 2];
    }

    int to(int attribute) {
        return attributes[attribute + 3];
    }

    /** The value of the attribute without a prefix that has this name; null if there is none. */
    @Nullable
    String value(String name) {
        var attribute = attribute(name);
        return attribute < 0 ? null : text(attribute);
    }

    /** The value of the attribute of this name with whatever prefix; null if there is none. */
    @Nullable
    String prefixedValue(String localName) {
        for (var i = 0; i < attributesTo; i += 4) {
            var local = attributes[i + 1] - localName.length();
            if (local > attributes[i]
                    && window.bytes[local - 1] == ':'
                    && matches(local, attributes[i + 1], localName)) {
                return text(i);
            }
        }
        return null;
    }

    private String text(int attribute) {
        var text = new StringBuilder();
        var to = to(attribute);
        for (int from = from(attribute), end; from < to; from = end) {
            end = from;
            while (end < to && window.bytes[end] != '&') {
                end++;
            }
            text.append(new String(window.bytes, from, end - from, StandardCharsets.UTF_8));
            if (end < to) {
                var behind = XmlReferences.end(window.bytes, end, to);
                text.appendCodePoint(XmlReferences.codePoint(window.bytes, end, behind));
                end = behind;
            }
        }
        return text.toString();
    }

    /**
     * Moves to the next child of the element at this depth, past what is left of the one before.
     *
     * @param parent 0 for the root
     * @return false once the element has ended
     */
    boolean child(int parent) throws IOException {
        while (true) {
            switch (next()) {
                case START -> {
                    if (depth == parent + 1) {
                        return true;
                    }
                }
                case END -> {
                    if (depth < parent) {
                        return false;
                    }
                }
                case TEXT -> {}
                case FINISHED -> {
                    return false;
                }
            }
        }
    }

    /** Adds the text of the element that has just begun, without that of elements in it, and moves to its end. */
    void text(TextBuffer target) throws IOException {
        var own = depth;
        for (var event = next(); event != Event.END || depth >= own; event = next()) {
            if (event == Event.TEXT && depth == own) {
                target.append(piece, pieceFrom, pieceTo);
            }
        }
    }

    /** Reads the rest without looking at it: what is not right with the bytes themselves is told by the stream. */
    void drain() throws IOException {
        while (window.next()) {}
        at = window.limit;
    }

    /** @throws RefusedFileException if this is no XML, or XML that no part of a workbook has */
    Event next() throws IOException {
        if (empty) {
            empty = false;
            depth--;
            return Event.END;
        }
        while (has(1)) {
            var event = characters ? characters() : content();
            if (event != null) {
                return event;
            }
        }
        if (depth > 0 || !rooted) {
            throw broken();
        }
        return Event.FINISHED;
    }

    private @Nullable Event content() throws IOException {
        return switch (window.bytes[at]) {
            case '<' -> markup();
            case '&' -> reference();
            case '\r' -> lineBreak();
            default -> piece(special());
        };
    }

    private Event piece(int end) {
        piece = window.bytes;
        pieceFrom = at;
        pieceTo = end;
        at = end;
        return Event.TEXT;
    }

    /** CR and CRLF are LF in XML; one that is meant is written as a reference. */
    private @Nullable Event lineBreak() throws IOException {
        var two = has(2);
        at++;
        if (two && window.bytes[at] == '\n') {
            return null;
        }
        piece = LINE_FEED;
        pieceFrom = 0;
        pieceTo = 1;
        return Event.TEXT;
    }

    private Event reference() throws IOException {
        has(XmlReferences.LONGEST);
        var end = XmlReferences.end(window.bytes, at, window.limit);
        piece = referred;
        pieceFrom = 0;
        pieceTo = Utf8.encode(XmlReferences.codePoint(window.bytes, at, end), referred, 0);
        at = end;
        return Event.TEXT;
    }

    private @Nullable Event characters() throws IOException {
        var b = window.bytes[at];
        if (b == '\r') {
            return lineBreak();
        }
        if (b == ']') {
            if (starts("]]>")) {
                at += 3;
                characters = false;
                return null;
            }
            return piece(at + 1);
        }
        var end = at + 1;
        while (end < window.limit && window.bytes[end] != ']' && window.bytes[end] != '\r') {
            end++;
        }
        return piece(end);
    }

    /** The next byte at or behind {@link #at} that is more than text, or the window's end. */
    private int special() {
        var bytes = window.bytes;
        var limit = window.limit;
        var p = at;
        while (p + 8 <= limit) {
            var word = Swar.load(bytes, p);
            var found = Swar.equal(word, OPENINGS) | Swar.equal(word, AMPERSANDS) | Swar.equal(word, CRS);
            if (found != 0) {
                return p + Swar.first(found);
            }
            p += 8;
        }
        while (p < limit && bytes[p] != '<' && bytes[p] != '&' && bytes[p] != '\r') {
            p++;
        }
        return p;
    }

    private @Nullable Event markup() throws IOException {
        if (!has(2)) {
            throw broken();
        }
        switch (window.bytes[at + 1]) {
            case '/' -> {
                return end();
            }
            case '?' -> skipBehind("?>");
            case '!' -> {
                if (starts("<![CDATA[") && depth > 0) {
                    at += "<![CDATA[".length();
                    characters = true;
                } else if (starts("<!--")) {
                    at += "<!--".length();
                    skipBehind("-->");
                } else {
                    throw broken();
                }
            }
            default -> {
                return start();
            }
        }
        return null;
    }

    private void skipBehind(String end) throws IOException {
        while (!starts(end)) {
            if (!has(1)) {
                throw broken();
            }
            at++;
        }
        at += end.length();
    }

    private boolean starts(String text) throws IOException {
        return has(text.length()) && matches(at, at + text.length(), text);
    }

    private Event start() throws IOException {
        int end;
        while ((end = scan()) < 0) {
            readOn();
        }
        if (depth == 0 && rooted || depth == MOST_DEPTH) {
            throw broken();
        }
        rooted = true;
        var length = nameTo - nameFrom;
        var name = nameAt[depth];
        if (names.length - name < length) {
            names = Arrays.copyOf(names, names.length * 2);
        }
        System.arraycopy(window.bytes, nameFrom, names, name, length);
        nameAt[++depth] = name + length;
        at = end;
        return Event.START;
    }

    private Event end() throws IOException {
        if (depth == 0) {
            throw broken();
        }
        var from = nameAt[depth - 1];
        var length = nameAt[depth] - from;
        int to;
        while (window.limit - at <= length + 2 || (to = blanks(at + 2 + length)) == window.limit) {
            readOn();
        }
        for (var i = 0; i < length; i++) {
            if (window.bytes[at + 2 + i] != names[from + i]) {
                throw broken();
            }
        }
        if (window.bytes[to] != '>') {
            throw broken();
        }
        depth--;
        at = to + 1;
        return Event.END;
    }

    /** Reads more of a tag that the window's end has cut. */
    private void readOn() throws IOException {
        var more = window.more(at);
        at -= window.moved();
        if (!more) {
            throw broken();
        }
    }

    /** Finds the name and the attributes of the tag at {@link #at}. @return the position behind it, or -1 if the window ends before */
    private int scan() {
        var bytes = window.bytes;
        var limit = window.limit;
        attributesTo = 0;
        var p = blanks(name(at + 1));
        while (p < limit) {
            if (bytes[p] == '>') {
                empty = false;
                return p + 1;
            }
            if (bytes[p] == '/') {
                if (p + 1 == limit) {
                    return -1;
                }
                if (bytes[p + 1] != '>') {
                    throw broken();
                }
                empty = true;
                return p + 2;
            }
            p = attribute(p);
        }
        return -1;
    }

    /** @return the position behind the attribute and the blanks after it, or the window's end if that comes before */
    private int attribute(int from) {
        var bytes = window.bytes;
        var limit = window.limit;
        var end = nameEnd(from);
        var p = blanks(end);
        if (p == limit) {
            return limit;
        }
        if (end == from || bytes[p] != '=') {
            throw broken();
        }
        p = blanks(p + 1);
        if (p == limit) {
            return limit;
        }
        var quote = bytes[p];
        if (quote != '"' && quote != '\'') {
            throw broken();
        }
        var value = ++p;
        while (p < limit && bytes[p] != quote) {
            if (bytes[p] == '<') {
                throw broken();
            }
            p++;
        }
        if (p == limit) {
            return limit;
        }
        if (attributesTo == attributes.length) {
            attributes = Arrays.copyOf(attributes, attributes.length * 2);
        }
        attributes[attributesTo++] = from;
        attributes[attributesTo++] = end;
        attributes[attributesTo++] = value;
        attributes[attributesTo++] = p;
        return blanks(p + 1);
    }

    /** Takes the element's name. @return where it ends */
    private int name(int from) {
        var bytes = window.bytes;
        var limit = window.limit;
        nameFrom = from;
        localFrom = from;
        var p = from;
        while (p < limit && (bytes[p] < 0 || !ENDS_NAME[bytes[p]])) {
            if (bytes[p++] == ':') {
                localFrom = p;
            }
        }
        if (p == from && p < limit || p - from > MOST_NAME) {
            throw broken();
        }
        nameTo = p;
        return p;
    }

    private int nameEnd(int from) {
        var bytes = window.bytes;
        var limit = window.limit;
        var p = from;
        while (p < limit && (bytes[p] < 0 || !ENDS_NAME[bytes[p]])) {
            p++;
        }
        return p;
    }

    private int blanks(int from) {
        var bytes = window.bytes;
        var limit = window.limit;
        var p = from;
        while (p < limit && (bytes[p] == ' ' || bytes[p] == '\n' || bytes[p] == '\r' || bytes[p] == '\t')) {
            p++;
        }
        return p;
    }

    /** Whether so many bytes are left, reading on if need be; {@link #at} moves along. */
    private boolean has(int count) throws IOException {
        while (window.limit - at < count) {
            var more = window.more(at);
            at -= window.moved();
            if (!more) {
                return false;
            }
        }
        return true;
    }

    private static RefusedFileException broken() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }
}
