package io.pitchpipe.portal.embedded.internal;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.embedded.EmbeddedStatus;
import io.pitchpipe.portal.embedded.EmbeddedStatus.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps one child process alive: waits longer after each life that was short, and starts counting anew after one that lasted. */
@Component
public class Supervisor {

    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration UNTIL_READY = Duration.ofMinutes(3);
    private static final Duration LONG_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Long enough for the child to write its checkpoint. */
    private static final Duration GOODBYE = Duration.ofSeconds(15);

    /** What is known of the child while it serves. */
    private record Serving(URI address, String token) {}

    private final boolean enabled;
    private final Function<String, ProcessBuilder> command;
    private final AdminClient admin = new AdminClient();
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private volatile boolean wanted;
    private volatile EmbeddedStatus status;
    private volatile @Nullable Serving serving;
    private volatile @Nullable ServerProcess process;
    private volatile @Nullable Thread thread;

    @Autowired
    Supervisor(
            @Value("${pitchpipe.embedded.enabled:true}") boolean enabled,
            @Value("${pitchpipe.data}") Path data,
            @Value("${pitchpipe.embedded.jvm-arguments:}") List<String> jvmArguments,
            @Value("${pitchpipe.embedded.arguments:}") List<String> arguments,
            @Value("${pitchpipe.embedded.port:0}") int port,
            Clock clock) {
        this(enabled, new ServerCommand(data.resolve("server"), port, jvmArguments, arguments)::process, clock);
    }

    /** @param command how to start the child, given its admin token */
    Supervisor(boolean enabled, Function<String, ProcessBuilder> command, Clock clock) {
        this.enabled = enabled;
        this.command = command;
        this.clock = clock;
        this.status = new EmbeddedStatus(State.OFF, clock.instant(), "", "");
    }

    public EmbeddedStatus status() {
        return status;
    }

    public Optional<URI> address() {
        return Optional.ofNullable(serving).map(Serving::address);
    }

    public Optional<Long> pid() {
        return Optional.ofNullable(process).map(ServerProcess::pid);
    }

    public Optional<Credential> newKey(ProjectNumber project, String displayName) {
        return Optional.ofNullable(serving).map(now -> admin.newKey(now.address(), now.token(), project, displayName));
    }

    public boolean isRunning() {
        return thread != null;
    }

    public synchronized void start() {
        if (enabled && thread == null) {
            wanted = true;
            become(State.STARTING, "");
            thread = Thread.ofPlatform()
                    .daemon()
                    .name("tuning-server-supervisor")
                    .start(this::keepAlive);
        }
    }

    public synchronized void stop() {
        wanted = false;
        serving = null;
        var supervising = thread;
        if (supervising == null) {
            return;
        }
        become(State.STOPPED, "");
        var child = process;
        if (child != null) {
            child.stop(GOODBYE);
        }
        supervising.interrupt();
        thread = null;
    }

    private void keepAlive() {
        var failures = 0;
        while (wanted) {
            var born = clock.instant();
            try {
                liveOnce();
            } catch (InterruptedException stopping) {
                return;
            } catch (IOException | RuntimeException failed) {
                log.warn("The tuning server could not be started", failed);
            }
            failures = Duration.between(born, clock.instant()).compareTo(LONG_LIFE) > 0 ? 0 : failures + 1;
            var ended = "It ended " + (failures > 1 ? failures + " times in a row" : "unexpectedly");
            if (!observed(new EmbeddedStatus(State.RESTARTING, clock.instant(), ended, ""), null)) {
                return;
            }
            try {
                Thread.sleep(pause(failures));
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /** Half a second, then 1, 2, 4 … seconds up to {@link #LONGEST_WAIT}. */
    private static Duration pause(int failures) {
        var wait = Duration.ofMillis(500L << Math.clamp(failures - 1L, 0, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private void liveOnce() throws IOException, InterruptedException {
        var token = token();
        var child = begin(token);
        if (child == null) {
            return;
        }
        try {
            var address = child.awaitReady(UNTIL_READY);
            if (address.isPresent()) {
                serve(new Serving(address.get(), token));
                log.info("The tuning server serves at {}", address.get());
                var code = child.awaitEnd();
                log.atLevel(wanted ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.INFO)
                        .log("The tuning server ended with code {}", code);
            } else {
                log.warn("The tuning server was not ready in time or ended before");
            }
        } finally {
            serving = null;
            child.stop(Duration.ofSeconds(1));
            process = null;
        }
    }

    /** Null if the portal stops meanwhile: then no child is born that nobody would stop. */
    private synchronized @Nullable ServerProcess begin(String token) throws IOException {
        if (!wanted) {
            return null;
        }
        var child = new ServerProcess(command.apply(token));
        process = child;
        return child;
    }

    private void serve(Serving now) {
        AdminClient.EngineState engine;
        try {
            engine = admin.engine(now.address(), now.token());
        } catch (ApiFailure silent) {
            // At a slow start it may need longer than one question; it is asked again, and a stack trace would only
            // frighten.
            log.warn("The tuning server's state could not be read: {}", silent.getMessage());
            engine = AdminClient.EngineState.UNKNOWN;
        }
        var state = engine.problem().isEmpty() ? State.READY : State.ENGINE_UNAVAILABLE;
        observed(new EmbeddedStatus(state, clock.instant(), engine.problem(), engine.placement()), now);
    }

    /** Tells what became of the child, unless the portal has stopped meanwhile: stopped it stays, whatever is seen late. @return whether it is still wanted */
    private synchronized boolean observed(EmbeddedStatus seen, @Nullable Serving now) {
        if (wanted) {
            serving = now;
            status = seen;
        }
        return wanted;
    }

    private void become(State state, String detail) {
        status = new EmbeddedStatus(state, clock.instant(), detail, "");
    }

    private String token() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
