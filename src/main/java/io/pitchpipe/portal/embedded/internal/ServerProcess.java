package io.pitchpipe.portal.embedded.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One life of the child process. Its standard input stays open for as long as the portal lives: when it closes, the child exits. */
final class ServerProcess {

    /** What the child prints goes to the portal's log under this name. */
    private static final Logger output = LoggerFactory.getLogger("io.pitchpipe.tuningserver.output");

    /** How the child writes a log line: the portal's log puts its own clock before it. */
    static final String LOG_PATTERN = "%level %msg%n";

    private static final Pattern LINE = Pattern.compile("^(TRACE|DEBUG|INFO|WARN|ERROR) (.*)$");
    private static final Pattern READY = Pattern.compile("^PITCHPIPE_READY port=([0-9]{1,5})$");

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    ServerProcess(ProcessBuilder command) throws IOException {
        process = command.start();
        Thread.ofPlatform().daemon().name("tuning-server-output").start(this::readOutput);
    }

    private void readOutput() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                var ready = READY.matcher(line.strip());
                if (ready.matches()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                } else {
                    pass(line);
                }
            }
        } catch (IOException closed) {
            // The process has ended; whoever waits for it is told below.
        }
        port.completeExceptionally(new IOException("The tuning server ended before it was ready"));
    }

    /** A line of the child's log goes into the portal's at its level; what else it prints, such as a stack trace, as information. */
    private static void pass(String line) {
        var said = LINE.matcher(line);
        if (said.matches()) {
            output.atLevel(Level.valueOf(said.group(1))).log("{}", said.group(2));
        } else {
            output.info("{}", line);
        }
    }

    /** Its address once it serves; empty if it ended or was not ready in time. */
    Optional<URI> awaitReady(Duration atMost) throws InterruptedException {
        try {
            var found = port.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(URI.create("http://127.0.0.1:" + found));
        } catch (ExecutionException | TimeoutException notReady) {
            return Optional.empty();
        }
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to end by closing its input, and ends it if it does not. */
    void stop(Duration patience) {
        try {
            process.outputWriter().close();
        } catch (IOException alreadyGone) {
            // Nothing is left to be asked.
        }
        try {
            if (!process.waitFor(patience)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
