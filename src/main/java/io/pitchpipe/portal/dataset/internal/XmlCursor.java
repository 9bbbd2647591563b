package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the XML of a workbook's part, on bytes of UTF-8: elements by their local names, attributes, and text in pieces. Knows no
 * document types, so no entity but the five that XML has, and fetches nothing. Holds elements to their ends, tags to a window, and the
 * depth to {@link OpenElements#MOST_DEPTH}; what breaks a rule that matters for that is refused as damaged. Bytes of text are handed on as they are:
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

    private static final long OPENINGS = Swar.broadcast('<');
    private static final long AMPERSANDS = Swar.broadcast('&');
    private static final long CRS = Swar.broadcast('\r');
    private static final byte[] LINE_FEED = {'\n'};

    private final Window window;
    private final XmlTag tag = new XmlTag();
    private int at;
    private boolean rooted;
    /** The element that was told last has no end of its own. */
    private boolean empty;
    /** Within {@code <![CDATA[}. */
    private boolean characters;

    private final OpenElements open = new OpenElements();

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
        return open.depth();
    }

    /** What the element that has just begun is called, and says; until this moves on. */
    XmlTag tag() {
        return tag;
    }

    /** The element that has just begun has this local name, of ASCII. */
    boolean is(String name) {
        return tag.is(name);
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
                    if (open.depth() == parent + 1) {
                        return true;
                    }
                }
                case END -> {
                    if (open.depth() < parent) {
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
        var own = open.depth();
        for (var event = next(); event != Event.END || open.depth() >= own; event = next()) {
            if (event == Event.TEXT && open.depth() == own) {
                target.append(piece, pieceFrom, pieceTo);
            }
        }
    }

    /** Reads the rest without looking at it: what is not right with the bytes themselves, such as their checksum, is told where they end. */
    void drain() throws IOException {
        while (window.next()) {}
        at = window.limit;
    }

    /** @throws RefusedFileException if this is no XML, or XML that no part of a workbook has */
    Event next() throws IOException {
        if (empty) {
            empty = false;
            open.removeLast();
            return Event.END;
        }
        while (has(1)) {
            var event = characters ? characters() : content();
            if (event != null) {
                return event;
            }
        }
        if (open.depth() > 0 || !rooted) {
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
                if (starts("<![CDATA[") && open.depth() > 0) {
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
        return has(text.length()) && XmlTag.matches(window.bytes, at, at + text.length(), text);
    }

    private Event start() throws IOException {
        int end;
        while ((end = tag.scan(window.bytes, at, window.limit)) < 0) {
            readOn();
        }
        if (open.depth() == 0 && rooted) {
            throw broken();
        }
        rooted = true;
        empty = tag.empty();
        open.add(window.bytes, tag.nameFrom(), tag.nameTo());
        at = end;
        return Event.START;
    }

    private Event end() throws IOException {
        var length = open.length();
        int to;
        while (window.limit - at <= length + 2
                || (to = XmlTag.blanks(window.bytes, at + 2 + length, window.limit)) == window.limit) {
            readOn();
        }
        if (!open.endsWith(window.bytes, at + 2) || window.bytes[to] != '>') {
            throw broken();
        }
        open.removeLast();
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
