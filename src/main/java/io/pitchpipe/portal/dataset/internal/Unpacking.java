package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** From the bytes of a file to text in UTF-8: unpacks .gz within a budget, takes off the byte order mark, decodes. */
final class Unpacking {

    /** Unpacked bytes of a .gz beyond which it is a bomb or no data set. */
    private static final long MOST = 2L * 1024 * 1024 * 1024;

    private Unpacking() {}

    /** @param charset the encoding's name; a byte order mark is taken off whatever it is */
    static InputStream text(InputStream raw, String charset) throws IOException {
        var in = unzipped(raw);
        in.mark(4);
        var head = in.readNBytes(3);
        in.reset();
        if (Magic.utf8Mark(head, head.length)) {
            in.skipNBytes(3);
        } else if (charset.startsWith("UTF-16")
                && head.length >= 2
                && (head[0] == (byte) 0xff && head[1] == (byte) 0xfe
                        || head[0] == (byte) 0xfe && head[1] == (byte) 0xff)) {
            in.skipNBytes(2);
        }
        var encoding = Charset.forName(charset);
        return encoding.equals(StandardCharsets.UTF_8) ? in : new TranscodingStream(in, encoding);
    }

    static InputStream unzipped(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw, 64 * 1024);
        in.mark(4);
        var head = in.readNBytes(2);
        in.reset();
        if (!Magic.gzip(head, head.length)) {
            return in;
        }
        return new BufferedInputStream(new Budget(new GZIPInputStream(in, 64 * 1024), MOST), 64 * 1024);
    }

    /** Ends with a refusal once more has been read than allowed. */
    static final class Budget extends FilterInputStream {

        private long left;

        Budget(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            var b = super.read();
            spend(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = super.read(target, offset, length);
            spend(Math.max(0, read));
            return read;
        }

        private void spend(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new RefusedFileException(Reason.EXPANDS_TOO_FAR);
            }
        }
    }
}
