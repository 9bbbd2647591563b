package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The name and the attributes of an element's first tag, as places in the bytes in which it stands; valid as long as these stay. */
final class XmlTag {

    static final int MOST_NAME = 256;

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

    private byte[] bytes = new byte[0];
    private int limit;
    private int nameFrom;
    /** Where the name begins behind a prefix. */
    private int localFrom;

    private int nameTo;
    private boolean empty;

    /** Of each attribute, where its name and its value begin and end. */
    private int[] attributes = new int[4 * 16];

    private int attributesTo;

    /**
     * Takes the tag that begins at {@code from}.
     *
     * @return the position behind it, or -1 if the bytes end before it does
     * @throws RefusedFileException if that is no tag
     */
    int scan(byte[] source, int from, int to) {
        bytes = source;
        limit = to;
        attributesTo = 0;
        var p = blanks(bytes, name(from + 1), limit);
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
            p = attributeAt(p);
        }
        return -1;
    }

    private int name(int from) {
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

    /** @return the position behind the attribute and the blanks after it, or the limit if that comes before */
    private int attributeAt(int from) {
        var end = from;
        while (end < limit && (bytes[end] < 0 || !ENDS_NAME[bytes[end]])) {
            end++;
        }
        var p = blanks(bytes, end, limit);
        if (p == limit) {
            return limit;
        }
        if (end == from || bytes[p] != '=') {
            throw broken();
        }
        p = blanks(bytes, p + 1, limit);
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
        add(from, end, value, p);
        return blanks(bytes, p + 1, limit);
    }

    private void add(int from, int end, int value, int valueEnd) {
        if (attributesTo == attributes.length) {
            attributes = Arrays.copyOf(attributes, attributes.length * 2);
        }
        attributes[attributesTo++] = from;
        attributes[attributesTo++] = end;
        attributes[attributesTo++] = value;
        attributes[attributesTo++] = valueEnd;
    }

    /** The next position at which no blank of XML stands. */
    static int blanks(byte[] bytes, int from, int to) {
        var p = from;
        while (p < to && (bytes[p] == ' ' || bytes[p] == '\n' || bytes[p] == '\r' || bytes[p] == '\t')) {
            p++;
        }
        return p;
    }

    /** The tag ends its element too. */
    boolean empty() {
        return empty;
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameTo() {
        return nameTo;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The element has this local name, of ASCII. */
    boolean is(String name) {
        return matches(bytes, localFrom, nameTo, name);
    }

    /** Whether {@code bytes[from, to)} are this text of ASCII. */
    static boolean matches(byte[] bytes, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The attribute without a prefix that has this name, for {@link #from} and {@link #to}; -1 if there is none. */
    int attribute(String name) {
        for (var i = 0; i < attributesTo; i += 4) {
            if (matches(bytes, attributes[i], attributes[i + 1], name)) {
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
                    && bytes[local - 1] == ':'
                    && matches(bytes, local, attributes[i + 1], localName)) {
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
            while (end < to && bytes[end] != '&') {
                end++;
            }
            text.append(new String(bytes, from, end - from, StandardCharsets.UTF_8));
            if (end < to) {
                var behind = XmlReferences.end(bytes, end, to);
                text.appendCodePoint(XmlReferences.codePoint(bytes, end, behind));
                end = behind;
            }
        }
        return text.toString();
    }

    private static RefusedFileException broken() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }
}
