package io.pitchpipe.portal.embedded.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.embedded.EmbeddedStatus.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTests {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private final Supervisor supervisor = new Supervisor(true, token -> pretend(token), Clock.systemUTC());
    private final List<String> extra = new ArrayList<>();

    private ProcessBuilder pretend(String token) {
        var words = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/test-classes",
                PretendServer.class.getName()));
        words.addAll(extra);
        var command = new ProcessBuilder(words).redirectErrorStream(true);
        command.environment().put("PITCHPIPE_SERVER_ADMIN_TOKEN", token);
        return command;
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void the_server_is_ready_once_it_says_so_and_gives_keys_to_its_parent() {
        supervisor.start();
        awaitState(State.READY);
        assertThat(supervisor.address()).isPresent();
        assertThat(supervisor.newKey(new ProjectNumber(7), "Atlas").map(Credential::reveal))
                .contains("key-of-" + supervisor.pid().orElseThrow());
    }

    @Test
    void a_killed_server_is_started_again_at_another_address() {
        supervisor.start();
        awaitState(State.READY);
        var first = supervisor.pid().orElseThrow();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await().atMost(GENEROUS)
                .until(() -> supervisor.status().state() == State.READY
                        && supervisor.pid().filter(pid -> !pid.equals(first)).isPresent());
    }

    @Test
    void the_server_ends_with_the_portal() {
        supervisor.start();
        awaitState(State.READY);
        var child = ProcessHandle.of(supervisor.pid().orElseThrow()).orElseThrow();
        supervisor.stop();
        await().atMost(GENEROUS).until(() -> !child.isAlive());
        assertThat(supervisor.status().state()).isEqualTo(State.STOPPED);
        assertThat(supervisor.address()).isEmpty();
    }

    @Test
    void what_the_engine_computes_with_is_told() {
        supervisor.start();
        awaitState(State.READY);
        assertThat(supervisor.status().engine()).isEqualTo("cuda:1, bf16");
        assertThat(supervisor.status().detail()).isEmpty();
    }

    @Test
    void a_machine_without_the_engine_is_told_why() {
        extra.add("without-engine");
        supervisor.start();
        awaitState(State.ENGINE_UNAVAILABLE);
        assertThat(supervisor.status().detail()).isEqualTo("no natives");
        assertThat(supervisor.status().engine()).isEmpty();
        assertThat(supervisor.status().serves()).isTrue();
    }

    @Test
    void a_server_that_cannot_start_is_tried_again_and_gives_no_address() {
        var broken =
                new Supervisor(true, token -> new ProcessBuilder("definitely-no-such-command-here"), Clock.systemUTC());
        broken.start();
        await().atMost(GENEROUS).until(() -> broken.status().state() == State.RESTARTING);
        assertThat(broken.address()).isEmpty();
        assertThat(broken.newKey(new ProjectNumber(7), "Atlas")).isEmpty();
        broken.stop();
        assertThat(broken.status().state()).isEqualTo(State.STOPPED);
    }

    /** Stops the supervisor while its own thread is about to tell that the child has ended. */
    private static final class StopsWhenAnEndIsTold extends Clock {

        private volatile @Nullable Supervisor stopped;
        private int asked;

        @Override
        public Instant instant() {
            // Of the supervising thread: when the child is born, and after it has ended.
            if (Thread.currentThread().getName().equals("tuning-server-supervisor") && ++asked == 2) {
                Objects.requireNonNull(stopped).stop();
            }
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void stopped_it_stays_whatever_is_seen_of_the_child_afterwards() throws Exception {
        var clock = new StopsWhenAnEndIsTold();
        var supervising = new CompletableFuture<Thread>();
        var ending = new Supervisor(
                true,
                token -> {
                    supervising.complete(Thread.currentThread());
                    return new ProcessBuilder("definitely-no-such-command-here");
                },
                clock);
        clock.stopped = ending;

        ending.start();

        assertThat(supervising.get(60, TimeUnit.SECONDS).join(GENEROUS)).isTrue();
        assertThat(ending.status().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void switched_off_it_starts_nothing() {
        var off = new Supervisor(false, token -> pretend(token), Clock.systemUTC());
        off.start();
        assertThat(off.status().state()).isEqualTo(State.OFF);
        assertThat(off.pid()).isEmpty();
    }

    private void awaitState(State state) {
        await().atMost(GENEROUS).until(() -> supervisor.status().state() == state);
    }
}
