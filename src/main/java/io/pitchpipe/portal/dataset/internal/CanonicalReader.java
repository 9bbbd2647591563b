package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Feeds the rows of a version to a sink; lines are its row numbers. */
final class CanonicalReader {

    private static final ColumnMapping FIELDS = new ColumnMapping(List.of("textInput"), "output");

    private CanonicalReader() {}

    static void read(InputStream chunks, RowSink sink) throws IOException {
        new JsonLinesReader(FIELDS, false).read(chunks, sink);
    }
}
