package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 131_072, 131_073, 3_000_000})
    void what_goes_in_comes_out(int length) throws IOException {
        var bytes = random(length);
        for (var source : new InputStream[] {
            new ByteArrayInputStream(bytes),
            new SequenceInputStream(
                    new Dribble(Arrays.copyOf(bytes, length / 100)),
                    new ByteArrayInputStream(bytes, length / 100, length))
        }) {
            try (var in = new ReadAhead(source)) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
                assertThat(in.read()).isNegative();
                assertThat(in.read(new byte[3], 1, 0)).isZero();
            }
        }
        try (var in = new ReadAhead(new ByteArrayInputStream(bytes))) {
            for (var at = 0; at < Math.min(length, 2_000); at++) {
                assertThat(in.read()).isEqualTo(bytes[at] & 0xff);
            }
        }
    }

    private static final class Failing extends InputStream {

        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            switch (failure) {
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                default -> throw new AssertionError(failure);
            }
        }
    }

    @Test
    void what_the_stream_throws_is_thrown_behind_the_bytes_before_it() throws IOException {
        var bytes = random(300_000);
        for (var failure : new Throwable[] {
            new IOException("disk"), new IllegalStateException("damaged"), new OutOfMemoryError("full")
        }) {
            var source = new SequenceInputStream(new ByteArrayInputStream(bytes), new Failing(failure));
            try (var in = new ReadAhead(source)) {
                assertThat(in.readNBytes(bytes.length)).isEqualTo(bytes);
                assertThatThrownBy(in::read).isSameAs(failure);
                assertThatThrownBy(in::read).as("asked again").isSameAs(failure);
            }
        }
    }

    /** A stream without an end, which counts how often it is closed. */
    private static final class Endless extends InputStream {

        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public int read() {
            return 1;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void closing_ends_the_thread_and_closes_the_stream() throws IOException {
        for (var read : new int[] {0, 10, 1_000_000}) {
            var source = new Endless();
            var in = new ReadAhead(source);
            assertThat(in.readNBytes(read)).hasSize(read);

            in.close();

            assertThat(source.closed).hasValue(1);
        }
    }

    @Test
    void whoever_is_interrupted_while_waiting_hears_of_it_and_stays_so() throws IOException {
        var go = new CountDownLatch(1);
        var source = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    go.await();
                } catch (InterruptedException never) {
                    throw new InterruptedIOException();
                }
                return -1;
            }
        };
        var in = new ReadAhead(source);
        try {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(in::read);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            go.countDown();
            in.close();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
