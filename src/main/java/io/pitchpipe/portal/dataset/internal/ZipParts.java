package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a zip file that nobody vouches for, in any order. Of its directory no more is held than a workbook can sensibly have;
 * {@link java.util.zip.ZipFile} would first read the whole of it, up to two gigabytes, and then say how many entries there are. A part
 * comes out as it was packed, by its checksum, or not at all.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, sections 4.3.7 to 4.3.16 and 4.5.3</a>
 */
final class ZipParts implements Closeable {

    static final int MOST_ENTRIES = 10_000;
    private static final int MOST_DIRECTORY = 4 * 1024 * 1024;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int MOST_COMMENT = 0xffff;
    private static final int LOCATOR_64_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final int END_64_SIGNATURE = 0x06064b50;
    private static final int END_64_LENGTH = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int HEADER_SIGNATURE = 0x04034b50;
    private static final int HEADER_LENGTH = 30;
    /** The extra field with the sizes that 32 bits do not hold. */
    private static final int EXTRA_64 = 1;

    private static final long IN_EXTRA_64 = 0xffffffffL;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int BUFFER = 64 * 1024;

    /** @param header where the part's own header begins in the file */
    private record Part(int flags, int method, long checksum, long packed, long size, long header) {}

    /** @param base what the directory's positions are counted from: what stands before the archive */
    private record Directory(long from, int length, long base) {}

    private final FileChannel file;
    private final Map<String, Part> parts = new HashMap<>();

    /** @throws RefusedFileException if this is no zip file, or one of far too many parts */
    ZipParts(Path path) throws IOException {
        this.file = FileChannel.open(path);
        var read = false;
        try {
            read(directory());
            read = true;
        } finally {
            if (!read) {
                file.close();
            }
        }
    }

    private Directory directory() throws IOException {
        var size = file.size();
        var tail =
                bytes(Math.max(0, size - END_LENGTH - MOST_COMMENT), (int) Math.min(size, END_LENGTH + MOST_COMMENT));
        for (var at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE
                    && at + END_LENGTH + unsigned(tail.getShort(at + 20)) <= tail.limit()) {
                var end = size - tail.limit() + at;
                var far = directory64(end);
                return far != null
                        ? far
                        : directory(
                                unsigned(tail.getShort(at + 10)),
                                unsigned(tail.getInt(at + 12)),
                                unsigned(tail.getInt(at + 16)),
                                end);
            }
        }
        throw broken();
    }

    private @Nullable Directory directory64(long end) throws IOException {
        if (end < LOCATOR_64_LENGTH) {
            return null;
        }
        var locator = bytes(end - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH);
        if (locator.getInt(0) != LOCATOR_64_SIGNATURE) {
            return null;
        }
        var from = locator.getLong(8);
        var record = bytes(from, END_64_LENGTH);
        if (record.getInt(0) != END_64_SIGNATURE) {
            throw broken();
        }
        return directory(record.getLong(32), record.getLong(40), record.getLong(48), from);
    }

    /** @param end where the directory ends: whatever stands before the archive moves all its positions alike */
    private static Directory directory(long entries, long length, long claimedFrom, long end) {
        if (entries < 0 || entries > MOST_ENTRIES || length > MOST_DIRECTORY) {
            throw new RefusedFileException(Reason.EXPANDS_TOO_FAR);
        }
        if (length < 0 || length > end) {
            throw broken();
        }
        return new Directory(end - length, (int) length, end - length - claimedFrom);
    }

    private void read(Directory directory) throws IOException {
        var bytes = bytes(directory.from(), directory.length());
        var at = 0;
        for (var count = 0; at < bytes.limit(); count++) {
            if (count == MOST_ENTRIES) {
                throw new RefusedFileException(Reason.EXPANDS_TOO_FAR);
            }
            if (bytes.limit() - at < ENTRY_LENGTH || bytes.getInt(at) != ENTRY_SIGNATURE) {
                throw broken();
            }
            var name = unsigned(bytes.getShort(at + 28));
            var extra = unsigned(bytes.getShort(at + 30));
            var comment = unsigned(bytes.getShort(at + 32));
            var next = at + ENTRY_LENGTH + name + extra + comment;
            if (next > bytes.limit()) {
                throw broken();
            }
            var text = new String(bytes.array(), at + ENTRY_LENGTH, name, StandardCharsets.UTF_8);
            parts.putIfAbsent(
                    key(text), part(bytes, at, bytes.slice(at + ENTRY_LENGTH + name, extra), directory.base()));
            at = next;
        }
    }

    private static Part part(ByteBuffer bytes, int at, ByteBuffer extra, long base) {
        var far = far(extra.order(ByteOrder.LITTLE_ENDIAN));
        var size = sized(unsigned(bytes.getInt(at + 24)), far);
        var packed = sized(unsigned(bytes.getInt(at + 20)), far);
        var header = sized(unsigned(bytes.getInt(at + 42)), far);
        return new Part(
                unsigned(bytes.getShort(at + 8)),
                unsigned(bytes.getShort(at + 10)),
                unsigned(bytes.getInt(at + 16)),
                packed,
                size,
                base + header);
    }

    /** What the sizes that do not fit are in, in their order; empty if there is no such field. */
    private static ByteBuffer far(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            var id = unsigned(extra.getShort());
            var length = unsigned(extra.getShort());
            if (length > extra.remaining()) {
                throw broken();
            }
            if (id == EXTRA_64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private static long sized(long value, ByteBuffer far) {
        if (value != IN_EXTRA_64) {
            return value;
        }
        if (far.remaining() < Long.BYTES) {
            throw broken();
        }
        return far.getLong();
    }

    /** Names of parts are the same in capitals, and some programs write backslashes. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('\\', '/');
    }

    boolean has(String name) {
        return parts.containsKey(key(name));
    }

    /**
     * The part's bytes, which end with a refusal if they are more than {@code most} or expand beyond all reason, or are not what was packed.
     *
     * @throws RefusedFileException if there is no such part, or it is packed in a way that workbooks are not
     */
    InputStream open(String name, long most) throws IOException {
        var part = parts.get(key(name));
        if (part == null || (part.flags() & ENCRYPTED) != 0) {
            throw broken();
        }
        var header = bytes(part.header(), HEADER_LENGTH);
        if (header.getInt(0) != HEADER_SIGNATURE) {
            throw broken();
        }
        var from = part.header() + HEADER_LENGTH + unsigned(header.getShort(26)) + unsigned(header.getShort(28));
        if (part.packed() < 0 || from + part.packed() > file.size()) {
            throw broken();
        }
        var packed = new Range(from, part.packed());
        var plain = switch (part.method()) {
            case STORED -> packed;
            case DEFLATED -> new Inflating(packed);
            default -> throw broken();
        };
        var whole = file.size();
        return new Unpacking.Budget(new Checked(plain, part), most, () -> whole);
    }

    private ByteBuffer bytes(long from, int length) throws IOException {
        if (from < 0 || length > file.size() - from) {
            throw broken();
        }
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw broken();
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
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
    private static final class Checked extends FilterInputStream {

        private final Part part;
        private final CRC32 checksum = new CRC32();
        private long count;

        Checked(InputStream in, Part part) {
            super(in);
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                var read = super.read(target, offset, length);
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
