package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the numbers of a workbook's cells mean by their style: a number, or a point or a span of time. */
final class CellStyles {

    enum Kind {
        NUMBER,
        DATE,
        /** A time of day. */
        TIME,
        /** Hours beyond a day. */
        SPAN
    }

    /** Excel has 65,490 styles at most. */
    private static final int MOST = 0x10000;

    /**
     * In a format, what is no letter of it: texts in quotes, conditions and colours in brackets, characters after these three. A bracket
     * ends where the next begins, or a wicked format of nothing else would be looked through from each of them to its end.
     */
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\[[^\\[\\]]*]|[\\\\_*].");

    private static final Pattern BEYOND_A_DAY = Pattern.compile("\\[(h+|m+|s+)]");

    private Kind[] kinds = new Kind[16];
    private int count;

    /** No style at all: every number is one. */
    CellStyles() {}

    /** @throws RefusedFileException if that is no part for styles */
    CellStyles(InputStream part) throws IOException {
        var xml = new XmlCursor(part);
        if (!xml.child(0) || !xml.is("styleSheet")) {
            throw broken();
        }
        var formats = new HashMap<Integer, Kind>();
        while (xml.child(1)) {
            if (xml.is("numFmts")) {
                formats(xml, formats);
            } else if (xml.is("cellXfs")) {
                cells(xml, formats);
            }
        }
        xml.drain();
    }

    private static void formats(XmlCursor xml, Map<Integer, Kind> formats) throws IOException {
        while (xml.child(2)) {
            var id = xml.tag().attribute("numFmtId");
            var code = xml.tag().value("formatCode");
            if (id >= 0 && code != null) {
                formats.put(number(xml, id), kind(code));
            }
            if (formats.size() > MOST) {
                throw broken();
            }
        }
    }

    private void cells(XmlCursor xml, Map<Integer, Kind> formats) throws IOException {
        while (xml.child(2)) {
            if (count == MOST) {
                throw broken();
            }
            if (count == kinds.length) {
                kinds = Arrays.copyOf(kinds, count * 2);
            }
            var id = xml.tag().attribute("numFmtId");
            var format = id < 0 ? 0 : number(xml, id);
            kinds[count++] = Objects.requireNonNullElseGet(formats.get(format), () -> builtIn(format));
        }
    }

    private static int number(XmlCursor xml, int attribute) {
        return Numerals.whole(
                        xml.tag().bytes(), xml.tag().from(attribute), xml.tag().to(attribute))
                .orElseThrow(CellStyles::broken);
    }

    /** What the style of this number, from 0, makes of numbers. */
    Kind kind(int style) {
        return style < count ? kinds[style] : Kind.NUMBER;
    }

    /** Of the formats that have a number but no code, by ISO/IEC 29500-1, 18.8.30; some of them by country. */
    private static Kind builtIn(int format) {
        if (format >= 18 && format <= 21 || format == 45 || format == 47) {
            return Kind.TIME;
        }
        if (format == 46) {
            return Kind.SPAN;
        }
        return format >= 14 && format <= 22 || format >= 27 && format <= 36 || format >= 50 && format <= 58
                ? Kind.DATE
                : Kind.NUMBER;
    }

    /** A month and a minute are the same letter: with hours or seconds and without years or days it is a minute. */
    static Kind kind(String format) {
        var lower = format.toLowerCase(Locale.ROOT);
        var letters = LITERALS.matcher(lower).replaceAll("");
        if (BEYOND_A_DAY.matcher(lower).find()) {
            return Kind.SPAN;
        }
        if (has(letters, "yd")) {
            return Kind.DATE;
        }
        if (has(letters, "hs")) {
            return Kind.TIME;
        }
        return has(letters, "m") ? Kind.DATE : Kind.NUMBER;
    }

    private static boolean has(String letters, String any) {
        return letters.chars().anyMatch(letter -> any.indexOf(letter) >= 0);
    }

    private static RefusedFileException broken() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }
}
