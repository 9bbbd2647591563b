package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Collects rows that cannot be kept, as JSON lines, until there are enough of them to be stored. All of them are kept; beyond
 * {@link #WHOLE_ROWS} bytes with the first words only, so that a file of nothing but errors is not stored a second time.
 */
final class RejectedBuffer {

    /** A part is stored once it holds this many bytes. */
    static final int PART_BYTES = 256 * 1024;

    /** Bytes of rejected rows that are kept in full. */
    static final long WHOLE_ROWS = 32L * 1024 * 1024;

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long written;
    private int parts;

    void add(LeftOut row) {
        var text = written + lines.size() < WHOLE_ROWS ? row.text() : row.excerpt();
        JSON.writeValue(lines, new Finding(row.why(), 0, row.line(), text, row.details()));
        lines.write('\n');
    }

    boolean isFull() {
        return lines.size() >= PART_BYTES;
    }

    /** Hands what was collected since the last time to {@code store}, with the part's number from 0; nothing if there is nothing. */
    void drain(ObjIntConsumer<byte[]> store) {
        if (lines.size() > 0) {
            store.accept(lines.toByteArray(), parts++);
            written += lines.size();
            lines.reset();
        }
    }

    /** Reads back what was drained; the text of a row is the finding's excerpt. */
    static void read(InputStream parts, Consumer<Finding> reader) throws IOException {
        try (var rows = JSON.readerFor(Finding.class).<Finding>readValues(parts)) {
            while (rows.hasNextValue()) {
                reader.accept(rows.nextValue());
            }
        }
    }
}
