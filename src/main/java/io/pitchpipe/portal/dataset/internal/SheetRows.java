package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the rows of a sheet in which anything stands. Cells are bytes, as a person sees them: of a formula what it came to last, of
 * merged cells the first. What a cell is, ISO/IEC 29500-1, 18.3.1.4 and 18.18.11, says.
 */
final class SheetRows implements Closeable {

    private final InputStream in;
    private final XmlCursor xml;
    private final SharedTexts shared;
    private final CellStyles styles;
    private final boolean from1904;
    private boolean ended;

    private int number;
    private int width;
    /** The texts that stand in the cells themselves, one after another. */
    private final TextBuffer own = new TextBuffer();
    /** For each column where its text is; in {@link #own} if null. */
    private byte[] @Nullable [] source = new byte[16][];

    private int[] from = new int[16];
    private int[] to = new int[16];
    /** What is in the row in all. */
    private long size;

    private boolean tooLarge;

    /** @throws RefusedFileException if that is no sheet */
    SheetRows(InputStream in, SharedTexts shared, CellStyles styles, boolean from1904) throws IOException {
        this.in = in;
        this.xml = new XmlCursor(in);
        this.shared = shared;
        this.styles = styles;
        this.from1904 = from1904;
        if (!xml.child(0)) {
            throw broken();
        }
        do {
            ended = !xml.child(1);
        } while (!ended && !xml.is("sheetData"));
        if (ended) {
            xml.drain();
        }
    }

    /** The row's number in the sheet, from 1. */
    int number() {
        return number;
    }

    /** The columns up to the last cell of the row. */
    int width() {
        return width;
    }

    /** All its texts together are more than what is kept of a row. */
    boolean tooLarge() {
        return tooLarge;
    }

    byte[] bytes(int column) {
        var elsewhere = column < width ? source[column] : null;
        return elsewhere == null ? own.bytes() : elsewhere;
    }

    /** Where the column's text begins in {@link #bytes}; without a cell it is empty. */
    int from(int column) {
        return column < width ? from[column] : 0;
    }

    int to(int column) {
        return column < width ? to[column] : 0;
    }

    /**
     * Moves to the next row in which anything stands.
     *
     * @throws RefusedFileException if the workbook is damaged or expands too far
     */
    boolean next() throws IOException {
        while (!ended) {
            if (!xml.child(2)) {
                ended = true;
                xml.drain();
                shared.finish();
            } else if (xml.is("row")) {
                row();
                if (size > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void row() throws IOException {
        var named = xml.tag().attribute("r");
        number = named < 0
                ? number + 1
                : Numerals.whole(
                                xml.tag().bytes(),
                                xml.tag().from(named),
                                xml.tag().to(named))
                        .orElseThrow(SheetRows::broken);
        Arrays.fill(source, 0, width, null);
        Arrays.fill(from, 0, width, 0);
        Arrays.fill(to, 0, width, 0);
        width = 0;
        size = 0;
        own.clear();
        tooLarge = false;
        var column = -1;
        while (xml.child(3)) {
            if (xml.is("c")) {
                column = column(column + 1);
                cell(column);
            }
        }
        tooLarge |= own.overflowed() || size > TextBuffer.MOST;
    }

    /** @param following the column if the cell does not say */
    private int column(int following) {
        var named = xml.tag().attribute("r");
        var column = named < 0
                ? following
                : Numerals.column(
                        xml.tag().bytes(), xml.tag().from(named), xml.tag().to(named));
        if (column < 0 || column >= Numerals.COLUMNS) {
            throw broken();
        }
        if (column >= from.length) {
            var room = Math.max(column + 1, from.length * 2);
            source = Arrays.copyOf(source, room);
            from = Arrays.copyOf(from, room);
            to = Arrays.copyOf(to, room);
        }
        width = Math.max(width, column + 1);
        return column;
    }

    private enum Type {
        NUMBER,
        SHARED,
        TEXT,
        BOOLEAN,
        DATE
    }

    private Type type() {
        var attribute = xml.tag().attribute("t");
        if (attribute < 0) {
            return Type.NUMBER;
        }
        var bytes = xml.tag().bytes();
        var start = xml.tag().from(attribute);
        // Most are one letter, and most of all texts.
        if (xml.tag().to(attribute) - start == 1) {
            switch (bytes[start]) {
                case 's' -> {
                    return Type.SHARED;
                }
                case 'n' -> {
                    return Type.NUMBER;
                }
                case 'b' -> {
                    return Type.BOOLEAN;
                }
                case 'd' -> {
                    return Type.DATE;
                }
                case 'e' -> {
                    return Type.TEXT;
                }
                default -> throw broken();
            }
        }
        return switch (xml.tag().value("t")) {
            case "str", "inlineStr" -> Type.TEXT;
            case null, default -> throw broken();
        };
    }

    private void cell(int column) throws IOException {
        var type = type();
        var style = xml.tag().attribute("s");
        var kind = style < 0
                ? CellStyles.Kind.NUMBER
                : styles.kind(Numerals.whole(
                                xml.tag().bytes(),
                                xml.tag().from(style),
                                xml.tag().to(style))
                        .orElseThrow(SheetRows::broken));
        var start = own.length();
        while (xml.child(4)) {
            if (xml.is("v")) {
                xml.text(own);
            } else if (xml.is("is")) {
                SharedTexts.rich(xml, own);
            }
        }
        source[column] = null;
        // Where the row's room has ended, what is left of the cell is not what stands in it.
        if (own.length() > start && !own.overflowed()) {
            show(column, type, kind, start);
        }
        if (source[column] == null) {
            from[column] = start;
            to[column] = own.length();
        }
        size += to[column] - from[column];
    }

    private void show(int column, Type type, CellStyles.Kind kind, int start) throws IOException {
        switch (type) {
            case TEXT -> own.unescape(start);
            case NUMBER -> CellNumbers.show(own, start, kind, from1904);
            case DATE -> CellNumbers.showDate(own, start);
            case BOOLEAN -> {
                var yes = own.text(start);
                own.truncate(start);
                own.append(yes.equals("1") || yes.equals("true") ? "TRUE" : "FALSE");
            }
            case SHARED -> {
                shared.find(Numerals.whole(own.bytes(), start, own.length()).orElseThrow(SheetRows::broken));
                own.truncate(start);
                source[column] = shared.bytes();
                from[column] = shared.from();
                to[column] = shared.to();
                tooLarge |= shared.cut();
            }
        }
    }

    private static RefusedFileException broken() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }

    @Override
    public void close() throws IOException {
        try (in) {
            shared.close();
        }
    }
}
