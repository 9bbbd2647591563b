package io.pitchpipe.journey;

import io.pitchpipe.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A portal in a second JVM, from the packaged jar, that a test can kill and start again over the same data. */
final class PortalProcess implements AutoCloseable {

    private static final Pattern SETUP_LINK = Pattern.compile("http\\S+/setup\\?token=\\S+");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path data;
    private final Path log;
    private final List<String> options;
    private final int port;
    private final Optional<String> linkElsewhere;
    private @Nullable Process process;

    /** @param data where the portal keeps everything; its log goes beside it */
    PortalProcess(Path data, String... options) {
        this(data, Ports.free(), Optional.empty(), options);
    }

    /** One that somebody else has started on this machine, and not set up. */
    static PortalProcess elsewhere(String setupLink) {
        return new PortalProcess(
                Path.of("target", "elsewhere"), URI.create(setupLink).getPort(), Optional.of(setupLink));
    }

    private PortalProcess(Path data, int port, Optional<String> linkElsewhere, String... options) {
        this.port = port;
        this.linkElsewhere = linkElsewhere;
        this.data = data;
        this.log = data.resolveSibling(data.getFileName() + ".log");
        this.options = List.of(options);
    }

    PortalProcess start() {
        try {
            Files.createDirectories(data);
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx768m"));
            command.addAll(List.of("-jar", jar().toString()));
            command.addAll(List.of("--server.port=" + port, "--pitchpipe.data=" + data.toAbsolutePath()));
            command.addAll(options);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
        await("the portal answers", () -> healthy() ? Optional.of(true) : Optional.empty());
        return this;
    }

    int port() {
        return port;
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    /** The single-use link that a first start prints. */
    String setupLink() {
        return linkElsewhere.orElseGet(this::printedLink);
    }

    private String printedLink() {
        return await("the set-up link is printed", () -> {
            var matcher = SETUP_LINK.matcher(output());
            return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
        });
    }

    String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Process process() {
        if (process == null) {
            throw new IllegalStateException("The portal was not started");
        }
        return process;
    }

    /** The tuning server's process: the portal's only child. */
    ProcessHandle child() {
        return await(
                "the tuning server runs", () -> process().toHandle().children().findFirst());
    }

    /** Stops the tuning server's process on the spot until {@link #letsItsServerGoOn}: so slow a start can be. */
    void holdsItsServer() {
        signal("STOP");
    }

    void letsItsServerGoOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, Long.toString(child().pid())).start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("The tuning server took no " + name);
            }
        } catch (IOException cannotSend) {
            throw new UncheckedIOException(cannotSend);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** As {@code kill -9}: no shutdown hook runs. */
    void kill() {
        process().destroyForcibly();
        process().onExit().join();
    }

    /** Waits until {@code look} finds something, or fails with what was waited for and the portal's last words. */
    <T> T await(String what, Supplier<Optional<T>> look) {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (process != null && !process.isAlive()) {
                break;
            }
            sleep();
        }
        var output = output();
        throw new AssertionError("Waited in vain until " + what + ". The portal's last words:\n"
                + output.substring(Math.max(0, output.length() - 4000)));
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Whether it can be used just now. */
    boolean healthy() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url("/actuator/health")))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("pitchpipe-[^/]*\\.jar"))
                    .filter(file -> !file.getFileName().toString().contains("sources"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No packaged jar in target: run mvn package first"));
        }
    }

    @Override
    public void close() {
        if (process != null) {
            var running = process;
            running.destroy();
            try {
                if (!running.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
