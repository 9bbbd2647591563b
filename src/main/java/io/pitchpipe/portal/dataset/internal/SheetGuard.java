package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Looks at a sheet's XML as it passes, before the library reads it: the library makes room for every column up to the one that a cell
 * names, so that a cell called {@code ZZZZZZ1} takes gigabytes. Refused are cells beyond three letters (a sheet ends at XFD), characters
 * written as references within a cell's name, and what no spreadsheet program writes into a sheet and behind which such a name could
 * hide: comments, document types, instructions, and other encodings than those that ASCII is a part of.
 */
final class SheetGuard extends FilterInputStream {

    /** Letters of the last column, XFD. */
    private static final int LETTERS = 3;

    private enum Within {
        TEXT,
        OPENED,
        MARKED,
        CHARACTERS,
        DECLARATION,
        TAG,
        GAP,
        NAME,
        EQUALS,
        CELL,
        VALUE
    }

    private Within within = Within.TEXT;
    private boolean declared;
    private int quote;
    private int letters;
    private int brackets;

    SheetGuard(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        var b = super.read();
        if (b >= 0) {
            within = next(b);
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var read = super.read(target, offset, length);
        for (var at = offset; at < offset + read; at++) {
            within = next(target[at] & 0xff);
        }
        return read;
    }

    private Within next(int b) {
        if (b == 0) {
            throw refused();
        }
        return switch (within) {
            case TEXT -> b == '<' ? Within.OPENED : Within.TEXT;
            case OPENED -> opened(b);
            case MARKED -> {
                brackets = 0;
                yield b == '[' ? Within.CHARACTERS : fail();
            }
            case CHARACTERS -> characters(b);
            case DECLARATION -> b == '>' ? Within.TEXT : Within.DECLARATION;
            case TAG -> tag(b);
            case GAP -> b == 'r' ? Within.NAME : tag(b);
            case NAME -> b == '=' ? Within.EQUALS : blank(b) ? Within.NAME : tag(b);
            case EQUALS -> equals(b);
            case CELL -> cell(b);
            case VALUE -> b == quote ? Within.TAG : Within.VALUE;
        };
    }

    /** Only the first thing in a sheet may be a declaration. */
    private Within opened(int b) {
        var first = !declared;
        declared = true;
        return switch (b) {
            case '!' -> Within.MARKED;
            case '?' -> first ? Within.DECLARATION : fail();
            default -> tag(b);
        };
    }

    /** Up to {@code ]]>}. */
    private Within characters(int b) {
        if (b == '>' && brackets >= 2) {
            return Within.TEXT;
        }
        brackets = b == ']' ? brackets + 1 : 0;
        return Within.CHARACTERS;
    }

    private Within tag(int b) {
        if (b == '"' || b == '\'') {
            quote = b;
            return Within.VALUE;
        }
        return b == '>' ? Within.TEXT : blank(b) ? Within.GAP : Within.TAG;
    }

    private Within equals(int b) {
        if (b == '"' || b == '\'') {
            quote = b;
            letters = 0;
            return Within.CELL;
        }
        return blank(b) ? Within.EQUALS : fail();
    }

    private Within cell(int b) {
        if (b == quote) {
            return Within.TAG;
        }
        letters += (b | 0x20) >= 'a' && (b | 0x20) <= 'z' ? 1 : 0;
        return letters > LETTERS || b == '&' ? fail() : Within.CELL;
    }

    private static boolean blank(int b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static Within fail() {
        throw refused();
    }

    private static RefusedFileException refused() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }
}
