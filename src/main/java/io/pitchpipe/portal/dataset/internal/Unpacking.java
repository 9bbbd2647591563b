package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** From the bytes of a file to text in UTF-8: unpacks .gz, and .zip with one file in it, within a budget, takes off the byte order mark, decodes. */
final class Unpacking {

    /** Unpacked bytes beyond which it is a bomb or no data set. */
    private static final long MOST = 2L * 1024 * 1024 * 1024;

    /** Unpacked bytes up to which it does not matter how well they were packed. */
    private static final long ANYWAY = 64L * 1024 * 1024;

    /** Beyond {@link #ANYWAY}, so many bytes for each packed one at most: text packs 3 to 20 to one, deflate's own limit is 1,032. */
    private static final long PER_PACKED_BYTE = 250;

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
        var packed = new Counting(raw);
        var in = new BufferedInputStream(packed, 64 * 1024);
        in.mark(4);
        var head = in.readNBytes(4);
        in.reset();
        if (Magic.zip(head, head.length)) {
            var zip = new ZipInputStream(in);
            if (!nextFile(zip)) {
                throw new RefusedFileException(Reason.ZIP);
            }
            return unpacked(new OnlyFile(zip), packed);
        }
        if (!Magic.gzip(head, head.length)) {
            return in;
        }
        return unpacked(new GZIPInputStream(in, 64 * 1024), packed);
    }

    private static InputStream unpacked(InputStream in, Counting packed) {
        return new BufferedInputStream(new Budget(in, MOST, () -> packed.count), 64 * 1024);
    }

    /**
     * Holds an archive to what can be read of it: one file, not too large, not damaged.
     *
     * @throws RefusedFileException if it is anything else
     */
    static void checkArchive(InputStream raw) throws IOException {
        try (var in = unzipped(raw)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException damaged) {
            throw new RefusedFileException(Reason.BROKEN_ARCHIVE, damaged);
        }
    }

    /** Moves to the next entry that is a file of the user's; systems add files of their own. */
    private static boolean nextFile(ZipInputStream zip) throws IOException {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var name = entry.getName();
            if (!entry.isDirectory() && !name.startsWith("__MACOSX/") && !name.endsWith(".DS_Store")) {
                return true;
            }
        }
        return false;
    }

    /** The file an archive stands at; ends with a refusal if there is another after it, for which of them is meant nobody knows. */
    private static final class OnlyFile extends BulkStream {

        private final ZipInputStream zip;
        private boolean ended;

        OnlyFile(ZipInputStream zip) {
            super(zip);
            this.zip = zip;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            var read = in.read(target, offset, length);
            if (read < 0) {
                ended = true;
                if (nextFile(zip)) {
                    throw new RefusedFileException(Reason.ZIP);
                }
            }
            return read;
        }
    }

    private static final class Counting extends BulkStream {

        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }

    /** Ends with a refusal once more has been read than allowed, or far more than what it was packed into could sensibly hold. */
    static final class Budget extends BulkStream {

        private final long most;
        private final LongSupplier packed;
        private long count;

        /** @param packed how many packed bytes have been read so far */
        Budget(InputStream in, long most, LongSupplier packed) {
            super(in);
            this.most = most;
            this.packed = packed;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = in.read(target, offset, length);
            spend(Math.max(0, read));
            return read;
        }

        private void spend(int bytes) {
            count += bytes;
            if (count > most || count > ANYWAY && count > PER_PACKED_BYTE * packed.getAsLong()) {
                throw new RefusedFileException(Reason.EXPANDS_TOO_FAR);
            }
        }
    }
}
