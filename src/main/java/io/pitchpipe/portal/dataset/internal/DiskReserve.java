package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Keeps a part of the disk that H2 is on free of uploads: a database that finds no room for what it writes closes, for everyone. With
 * PostgreSQL the room is somewhere else, and its operator's.
 */
@Component
class DiskReserve {

    /** Bytes that can still be written. */
    interface Room {
        long free() throws IOException;
    }

    /** What a file that is read takes beside itself, in multiples of it: its rows, and what the database writes before it lets go of the old. */
    private static final int BESIDE = 2;

    private final Room room;
    private final long reserve;

    @Autowired
    DiskReserve(
            @Value("${spring.datasource.url:}") String database,
            @Value("${pitchpipe.data}") Path data,
            @Value("${pitchpipe.disk-reserve:256MB}") DataSize reserve) {
        this(
                database.startsWith("jdbc:h2:file:")
                        ? () -> Files.getFileStore(data).getUsableSpace()
                        : () -> Long.MAX_VALUE,
                reserve.toBytes());
    }

    DiskReserve(Room room, long reserve) {
        this.room = room;
        this.reserve = reserve;
    }

    static DiskReserve none() {
        return new DiskReserve(() -> Long.MAX_VALUE, 0);
    }

    /**
     * @param received bytes of the file that have come so far
     * @throws RefusedFileException if there is no room for it beside the reserve
     */
    void require(long received) {
        try {
            if (room.free() - BESIDE * received < reserve) {
                throw new RefusedFileException(Reason.DISK_FULL);
            }
        } catch (IOException unknown) {
            // A disk that does not say how it is will say so when it is written to.
            return;
        }
    }
}
