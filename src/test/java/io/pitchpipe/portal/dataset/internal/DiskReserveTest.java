package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.dataset.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DiskReserveTest {

    @Test
    void a_file_is_refused_where_it_would_leave_less_than_the_reserve_once_it_has_been_read() {
        var disk = new DiskReserve(() -> 1_000, 400);
        assertThatCode(() -> disk.require(0)).doesNotThrowAnyException();
        assertThatCode(() -> disk.require(300)).doesNotThrowAnyException();
        assertThatThrownBy(() -> disk.require(301))
                .isInstanceOfSatisfying(
                        RefusedFileException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedFileException.Reason.DISK_FULL));
    }

    @Test
    void a_disk_that_does_not_say_how_full_it_is_stops_nothing() {
        var disk = new DiskReserve(
                () -> {
                    throw new IOException("not mounted");
                },
                400);
        assertThatCode(() -> disk.require(1_000)).doesNotThrowAnyException();
    }

    /** A line on which each read takes its time. */
    private static SteadyStream line(int bytesEach, Duration each) {
        var now = new AtomicReference<>(Instant.EPOCH);
        return new SteadyStream(
                new InputStream() {
                    @Override
                    public int read() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        now.updateAndGet(before -> before.plus(each));
                        return Math.min(bytesEach, length);
                    }
                },
                now::get);
    }

    @Test
    void an_upload_that_brings_a_byte_every_ten_seconds_is_cut() {
        assertThatThrownBy(() -> line(1, Duration.ofSeconds(10)).readNBytes(1024 * 1024))
                .isInstanceOf(SteadyStream.TooSlowException.class);
    }

    @Test
    void an_upload_over_a_slow_line_is_not() throws IOException {
        assertThat(line(4096, Duration.ofSeconds(2)).readNBytes(1024 * 1024)).hasSize(1024 * 1024);
    }
}
