package io.pitchpipe.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server on this machine, and can be the line that breaks or falls silent. */
public final class Relay implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Requests' bytes that still pass. */
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    private volatile boolean silent;

    /** @param target the server's port, on 127.0.0.1 */
    public Relay(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** After so many more bytes from clients all lines are cut, and new ones at once. */
    public void cutAfter(int bytes) {
        left.set(bytes);
    }

    /** From now on nothing passes, and nothing is cut either. */
    public void fallSilent() {
        silent = true;
    }

    /** All passes again. */
    public void mend() {
        silent = false;
        left.set(Integer.MAX_VALUE);
    }

    private void listen() {
        try {
            while (true) {
                var client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            // With the test.
        }
    }

    private void connect(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            var back = Thread.ofVirtual().start(() -> pass(server, client, false));
            pass(client, server, true);
            back.join();
        } catch (IOException broken) {
            // As it should be.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket from, Socket to, boolean counted) {
        var buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length; (length = in.read(buffer)) >= 0; ) {
                while (silent) {
                    Thread.sleep(5);
                }
                if (counted && left.addAndGet(-length) < 0) {
                    cut();
                    return;
                }
                out.write(buffer, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            // The other side sees it.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void cut() throws IOException {
        left.set(0);
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        silent = false;
        listening.close();
        cut();
    }
}
