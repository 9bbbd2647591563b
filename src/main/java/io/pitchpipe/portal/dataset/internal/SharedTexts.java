package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of a workbook name by number, as bytes in pages. Read no further than a cell asks for, so that
 * a look at the first rows of a sheet costs no more than these.
 */
final class SharedTexts implements Closeable {

    /** Bytes that all texts together may take, with the index of them: a set that may be tuned on has 4 MB. */
    static final int MOST = 64 * 1024 * 1024;

    /** Small enough for the collector to move. */
    private static final int PAGE = 256 * 1024;

    /** An entry of the index: the page, where in it the text begins, and its length, for each of which 21 bits suffice. */
    private static final int BITS = 21;

    private static final int MASK = (1 << BITS) - 1;
    private static final int INDEX_BITS = 14;
    private static final int INDEX = 1 << INDEX_BITS;

    /** Opens the part. */
    interface Source {
        @Nullable
        InputStream open() throws IOException;
    }

    private final Source source;
    private @Nullable XmlCursor xml;
    private @Nullable InputStream in;
    private final TextBuffer text = new TextBuffer();
    private final List<byte[]> pages = new ArrayList<>(List.of(new byte[PAGE]));
    /** How much of the last page is filled. */
    private int filled;
    /** An entry for each text; negative if it was too long to be kept whole. */
    private final List<long[]> index = new ArrayList<>();

    private long size = PAGE;

    private int count;

    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private boolean cut;

    /** @param source is asked once, for the part as {@link XmlCursor} reads it; null if there is none */
    SharedTexts(Source source) {
        this.source = source;
    }

    /**
     * Finds the text of this number, for {@link #bytes} and its like.
     *
     * @throws RefusedFileException if there is none
     */
    void find(int number) throws IOException {
        while (number >= count) {
            read();
        }
        var entry = index.get(number >> INDEX_BITS)[number & INDEX - 1];
        cut = entry < 0;
        var where = Math.abs(entry);
        bytes = pages.get((int) (where >>> 2 * BITS));
        from = (int) (where >>> BITS) & MASK;
        to = from + ((int) where & MASK);
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The text is longer than what is kept of one. */
    boolean cut() {
        return cut;
    }

    private void read() throws IOException {
        if (xml == null) {
            in = source.open();
            if (in == null) {
                throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
            }
            xml = new XmlCursor(in);
            if (!xml.child(0) || !xml.is("sst")) {
                throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
            }
        }
        do {
            if (!xml.child(1)) {
                throw new RefusedFileException(Reason.BROKEN_WORKBOOK);
            }
        } while (!xml.is("si"));
        text.clear();
        rich(xml, text);
        text.unescape(0);
        keep();
    }

    /** Adds the text of the element that has just begun, of all its runs, but not how it is pronounced. */
    static void rich(XmlCursor xml, TextBuffer target) throws IOException {
        var own = xml.depth();
        while (xml.child(own)) {
            if (xml.is("t")) {
                xml.text(target);
            } else if (xml.is("r")) {
                while (xml.child(own + 1)) {
                    if (xml.is("t")) {
                        xml.text(target);
                    }
                }
            }
        }
    }

    private void keep() {
        var length = text.length();
        if (pages.getLast().length - filled < length) {
            add(Math.max(PAGE, length));
            pages.add(new byte[Math.max(PAGE, length)]);
            filled = 0;
        }
        if (count >> INDEX_BITS == index.size()) {
            add(INDEX * Long.BYTES);
            index.add(new long[INDEX]);
        }
        System.arraycopy(text.bytes(), 0, pages.getLast(), filled, length);
        var entry = (long) (pages.size() - 1) << 2 * BITS | (long) filled << BITS | length;
        index.getLast()[count & INDEX - 1] = text.overflowed() ? -entry : entry;
        filled += length;
        count++;
    }

    private void add(int bytes) {
        size += bytes;
        if (size > MOST) {
            throw new RefusedFileException(Reason.EXPANDS_TOO_FAR);
        }
    }

    /** Reads the rest of the part without keeping it, to know that it is whole; only if any of it was read. */
    void finish() throws IOException {
        if (xml != null) {
            xml.drain();
        }
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
