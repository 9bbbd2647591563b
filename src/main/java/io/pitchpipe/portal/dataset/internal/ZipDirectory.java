package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a zip file says is in it. No more of that is held than a workbook can sensibly have; {@link java.util.zip.ZipFile} would first
 * read the whole of it, up to two gigabytes, and then say how many entries there are.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, sections 4.3.12 to 4.3.16 and 4.5.3</a>
 */
final class ZipDirectory {

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
    /** The extra field with the sizes that 32 bits do not hold. */
    private static final int EXTRA_64 = 1;

    private static final long IN_EXTRA_64 = 0xffffffffL;

    /**
     * An entry.
     *
     * @param header where the part's own header begins in the file
     */
    record Part(int flags, int method, long checksum, long packed, long size, long header) {}

    /** @param base what the directory's positions are counted from: what stands before the archive */
    private record Bounds(long from, int length, long base) {}

    private final FileChannel file;
    private final Map<String, Part> parts = new HashMap<>();

    /** @throws RefusedFileException if that is no zip file, or one of far too many parts */
    ZipDirectory(FileChannel file) throws IOException {
        this.file = file;
        read(bounds());
    }

    Optional<Part> find(String name) {
        return Optional.ofNullable(parts.get(key(name)));
    }

    private Bounds bounds() throws IOException {
        var size = file.size();
        var tail = bytes(
                file, Math.max(0, size - END_LENGTH - MOST_COMMENT), (int) Math.min(size, END_LENGTH + MOST_COMMENT));
        for (var at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE
                    && at + END_LENGTH + unsigned(tail.getShort(at + 20)) <= tail.limit()) {
                var end = size - tail.limit() + at;
                var far = bounds64(end);
                return far != null
                        ? far
                        : bounds(
                                unsigned(tail.getShort(at + 10)),
                                unsigned(tail.getInt(at + 12)),
                                unsigned(tail.getInt(at + 16)),
                                end);
            }
        }
        throw broken();
    }

    private @Nullable Bounds bounds64(long end) throws IOException {
        if (end < LOCATOR_64_LENGTH) {
            return null;
        }
        var locator = bytes(file, end - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH);
        if (locator.getInt(0) != LOCATOR_64_SIGNATURE) {
            return null;
        }
        var from = locator.getLong(8);
        var record = bytes(file, from, END_64_LENGTH);
        if (record.getInt(0) != END_64_SIGNATURE) {
            throw broken();
        }
        return bounds(record.getLong(32), record.getLong(40), record.getLong(48), from);
    }

    /** @param end where the directory ends: whatever stands before the archive moves all its positions alike */
    private static Bounds bounds(long entries, long length, long claimedFrom, long end) {
        if (entries < 0 || entries > MOST_ENTRIES || length > MOST_DIRECTORY) {
            throw new RefusedFileException(Reason.EXPANDS_TOO_FAR);
        }
        if (length < 0 || length > end) {
            throw broken();
        }
        return new Bounds(end - length, (int) length, end - length - claimedFrom);
    }

    private void read(Bounds bounds) throws IOException {
        var bytes = bytes(file, bounds.from(), bounds.length());
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
            parts.putIfAbsent(key(text), part(bytes, at, bytes.slice(at + ENTRY_LENGTH + name, extra), bounds.base()));
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

    /**
     * A piece of a file whose numbers have their lowest byte first.
     *
     * @throws RefusedFileException if the file has no such piece
     */
    static ByteBuffer bytes(FileChannel file, long from, int length) throws IOException {
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

    static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }

    private static RefusedFileException broken() {
        return new RefusedFileException(Reason.BROKEN_WORKBOOK);
    }
}
