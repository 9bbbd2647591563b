package io.pitchpipe.portal.dataset.internal;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import io.pitchpipe.portal.dataset.UploadId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * Takes a file as it comes in: a part at a time goes to the database, each in a short transaction of its own, so that a slow line holds
 * nothing up. The file exists once it is complete; what breaks off is removed here, or swept later if even that was cut short.
 */
@Component
public class Receiving implements MeterBinder {

    private final UploadRepository uploads;
    private final TransactionTemplate transaction;
    private final long most;
    private final DiskReserve disk;
    private final InstantSource clock;
    private final LongAdder files = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Receiving(
            UploadRepository uploads,
            TransactionTemplate transaction,
            @Value("${pitchpipe.dataset.upload-limit:1GB}") DataSize most,
            DiskReserve disk,
            Clock clock) {
        this.disk = disk;
        this.clock = clock;
        this.uploads = uploads;
        this.transaction = transaction;
        this.most = most.toBytes();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("pitchpipe.portal.uploads", files, LongAdder::sum)
                .description("Files that were received whole, or not taken")
                .tag("outcome", "taken")
                .register(registry);
        FunctionCounter.builder("pitchpipe.portal.uploads", refused, LongAdder::sum)
                .description("Files that were received whole, or not taken")
                .tag("outcome", "refused")
                .register(registry);
        FunctionCounter.builder("pitchpipe.portal.upload", bytes, LongAdder::sum)
                .description("What came in of files")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }

    /** The largest file taken, in bytes. */
    public long most() {
        return most;
    }

    /**
     * @throws RefusedFileException if the file is not taken; then nothing of it is kept
     * @throws io.pitchpipe.portal.dataset.QuotaExceededException if it does not fit into what the team may hold; then neither
     */
    public UploadId receive(TeamId team, UserId by, String fileName, InputStream in) {
        disk.require(0);
        var id = UploadId.random();
        uploads.begin(id, team, by, safeName(fileName));
        var done = false;
        try {
            copy(team, id, new SteadyStream(in, clock));
            done = true;
        } catch (SteadyStream.TooSlowException slow) {
            throw new RefusedFileException(Reason.TOO_SLOW, slow);
        } catch (IOException brokenOff) {
            throw new RefusedFileException(Reason.BROKEN_OFF, brokenOff);
        } finally {
            (done ? files : refused).increment();
            if (!done) {
                transaction.executeWithoutResult(status -> uploads.deleteIdle(id));
            }
        }
        return id;
    }

    private void copy(TeamId team, UploadId id, InputStream in) throws IOException {
        var digest = Digests.sha256();
        var watch = new Utf8Watch();
        var buffer = new byte[UploadRepository.PART_BYTES];
        var total = 0L;
        for (var part = 0; ; part++) {
            var length = in.readNBytes(buffer, 0, buffer.length);
            if (length == 0) {
                break;
            }
            if (part == 0) {
                Magic.check(buffer, length);
            }
            total += length;
            bytes.add(length);
            if (total > most) {
                throw new RefusedFileException(Reason.TOO_LARGE);
            }
            disk.require(total);
            digest.update(buffer, 0, length);
            watch.update(buffer, length);
            var number = part;
            var content = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
            transaction.executeWithoutResult(status -> uploads.part(team, id, number, content));
        }
        if (total == 0) {
            throw new RefusedFileException(Reason.EMPTY);
        }
        uploads.complete(id, total, Digests.hex(digest), watch.invalidAt());
    }

    /** The last part of a path, without what moves the cursor or the reading direction; a name to show, never one to open. */
    static String safeName(String fileName) {
        var last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var shown = new StringBuilder();
        last.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(120)
                .forEach(shown::appendCodePoint);
        var name = shown.toString().strip();
        return name.isEmpty() ? "file" : name;
    }
}
