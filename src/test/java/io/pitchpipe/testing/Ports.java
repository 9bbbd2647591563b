package io.pitchpipe.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for processes that have to be told theirs before they start. */
public final class Ports {

    /** From here to {@link #LAST} neither Linux nor macOS gives ports to outgoing connections by itself, so none is taken before its process has come up. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    private Ports() {}

    /** A port of this machine on which nobody listens. */
    public static int free() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another, then.
            }
        }
    }
}
