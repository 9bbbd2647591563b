package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.Refused;

/** A file that is not taken, with a reason that can be told to whoever brought it. */
public class RefusedFileException extends Refused {

    private static final long serialVersionUID = 1L;

    /** Why; the words for each are in the bundle, under dataset.refused. */
    public enum Reason {
        EMPTY,
        TOO_LARGE,
        /** An image, a PDF, a program, or other bytes that are no text, whatever the name says. */
        BINARY,
        /** A web page, such as the one that asks to sign in, saved in place of the file. */
        WEB_PAGE,
        /** The .xls of Excel before 2007. */
        OLD_EXCEL,
        /** A zip that is no .xlsx workbook and has no file, several files, or another archive in it. */
        ZIP,
        /** A zip or .gz that is damaged. */
        BROKEN_ARCHIVE,
        /** A workbook, zip or .gz that expands beyond all reason. */
        EXPANDS_TOO_FAR,
        /** A workbook that is damaged. */
        BROKEN_WORKBOOK,
        /** What is left of the server's disk is kept for what runs on it. */
        DISK_FULL,
        /** Held open by a line, or a caller, that brings next to nothing. */
        TOO_SLOW,
        /** The connection ended before the file did. */
        BROKEN_OFF
    }

    private final Reason reason;

    public RefusedFileException(Reason reason) {
        super("dataset.refused." + reason);
        this.reason = reason;
    }

    public RefusedFileException(Reason reason, Throwable cause) {
        this(reason);
        initCause(cause);
    }

    public Reason reason() {
        return reason;
    }
}
