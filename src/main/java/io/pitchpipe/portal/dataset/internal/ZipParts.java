package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The parts of a zip file that nobody vouches for, in any order. A part comes out as it was packed, by its size and its checksum, or not
 * at all.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, sections 4.3.7 and 4.4</a>
 */
final class ZipParts implements Closeable {

    private static final int HEADER_SIGNATURE = 0x04034b50;
    private static final int HEADER_LENGTH = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int BUFFER = 64 * 1024;
    /** Packed bytes from which on unpacking takes some milliseconds. */
    private static final int WORTH_A_THREAD = 256 * 1024;

    private final FileChannel file;
    private final ZipDirectory directory;

    /**
     * @param file is closed with this, or if it is refused
     * @throws RefusedFileException if this is no zip file, or one of far too many parts
     */
    ZipParts(FileChannel file) throws IOException {
        this.file = file;
        var read = false;
        try {
            this.directory = new ZipDirectory(file);
            read = true;
        } finally {
            if (!read) {
                file.close();
            }
        }
    }

    boolean has(String name) {
        return directory.find(name).isPresent();
    }

    /**
     * The part's bytes, which end with a refusal if they are more than {@code most} or expand beyond all reason, or are not what was packed.
     *
     * @throws RefusedFileException if there is no such part, or it is packed in a way that workbooks are not
     */
    InputStream open(String name, long most) throws IOException {
        var part = directory.find(name).orElseThrow(ZipParts::broken);
        if ((part.flags() & ENCRYPTED) != 0) {
            throw broken();
        }
        var header = ZipDirectory.bytes(file, part.header(), HEADER_LENGTH);
        if (header.getInt(0) != HEADER_SIGNATURE) {
            throw broken();
        }
        var from = part.header()
                + HEADER_LENGTH
                + ZipDirectory.unsigned(header.getShort(26))
                + ZipDirectory.unsigned(header.getShort(28));
        if (part.packed() < 0 || part.packed() > file.size() - from) {
            throw broken();
        }
        var packed = new Range(from, part.packed());
        var plain = switch (part.method()) {
            case STORED -> packed;
            case DEFLATED -> new Inflating(packed);
            default -> throw broken();
        };
        var whole = file.size();
        var checked = new Unpacking.Budget(new Checked(plain, part), most, () -> whole);
        return part.packed() < WORTH_A_THREAD ? checked : new ReadAhead(checked);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static RefusedFileException broken() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }

    /** A piece of the file. */
    private final class Range extends InputStream {

        private long at;
        private final long end;

        Range(long from, long length) {
            this.at = from;
            this.end = from + length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == end) {
                return -1;
            }
            var read = file.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, end - at)), at);
            at += Math.max(0, read);
            return read;
        }
    }

    /** Lets go of the memory outside the heap that an inflater takes. */
    private static final class Inflating extends InflaterInputStream {

        Inflating(InputStream packed) {
            super(packed, new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    /** Holds a part to the size and the checksum that the directory has of it. */
    private static final class Checked extends BulkStream {

        private final ZipDirectory.Part part;
        private final CRC32 checksum = new CRC32();
        private long count;

        Checked(InputStream in, ZipDirectory.Part part) {
            super(in);
            this.part = part;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                var read = in.read(target, offset, length);
                if (read > 0) {
                    checksum.update(target, offset, read);
                    count += read;
                } else if (read < 0 && (count != part.size() || checksum.getValue() != part.checksum())) {
                    throw broken();
                }
                return read;
            } catch (ZipException | EOFException damaged) {
                throw new RefusedFileException(Reason.BROKEN_WORKBOOK, damaged);
            }
        }
    }
}
