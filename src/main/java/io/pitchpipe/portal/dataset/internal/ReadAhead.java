package io.pitchpipe.portal.dataset.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on a thread of its own, half a megabyte ahead of whoever asks: one core unpacks while another looks at what came out. What
 * the stream throws is thrown where the bytes before it end.
 */
final class ReadAhead extends InputStream {

    /** What the threads are called. */
    static final String THREAD = "read-ahead";

    private static final int PIECES = 4;
    private static final int PIECE = 128 * 1024;

    /** @param length -1 at the end; then there may be a failure */
    private record Piece(byte[] bytes, int length, @Nullable Throwable failure) {}

    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PIECES);
    /** One more than there are buffers: a failure has none. */
    private final BlockingQueue<Piece> filled = new ArrayBlockingQueue<>(PIECES + 1);

    private final Thread reader;
    private volatile boolean closed;
    private Piece piece = new Piece(new byte[0], 0, null);
    private int at;

    /** @param in is closed by the thread that reads it */
    ReadAhead(InputStream in) {
        for (var count = 0; count < PIECES; count++) {
            free.add(new byte[PIECE]);
        }
        reader = Thread.ofPlatform().daemon().name(THREAD).start(() -> fill(in));
    }

    private void fill(InputStream in) {
        try (in) {
            var length = 0;
            while (length >= 0) {
                var bytes = free.take();
                if (closed) {
                    return;
                }
                length = in.read(bytes);
                filled.add(new Piece(bytes, length, null));
            }
        } catch (InterruptedException nobodyDoes) {
            filled.add(new Piece(new byte[0], -1, new InterruptedIOException("Interrupted while reading ahead")));
        } catch (Throwable failure) {
            // Whatever it is, the one who waits for these bytes has to hear of it.
            filled.add(new Piece(new byte[0], -1, failure));
        }
    }

    @Override
    public int read() throws IOException {
        return ensure() ? piece.bytes()[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!ensure()) {
            return -1;
        }
        var copied = Math.min(length, piece.length() - at);
        System.arraycopy(piece.bytes(), at, target, offset, copied);
        at += copied;
        return copied;
    }

    private boolean ensure() throws IOException {
        while (at == piece.length()) {
            if (piece.bytes().length > 0) {
                free.add(piece.bytes());
            }
            try {
                piece = filled.take();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                piece = new Piece(new byte[0], 0, null);
                at = 0;
                throw new InterruptedIOException("Interrupted while reading ahead");
            }
            at = 0;
        }
        switch (piece.failure()) {
            case IOException failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case null, default -> {
                return piece.length() >= 0;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        // Whoever waits for a buffer wakes up; whoever does not looks before taking the next.
        free.offer(new byte[0]);
        var interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
