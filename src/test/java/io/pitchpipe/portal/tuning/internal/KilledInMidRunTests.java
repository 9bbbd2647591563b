package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9}, of the tuning server and then of the portal, each in the middle of one tuning of the 15 pairs by the real engine. */
class KilledInMidRunTests {

    /** So many that the portal, which looks every second, sees the training on its way on a machine many times as quick as usual, too. */
    private static final int EPOCHS = 200;

    private static final int STEPS = 750;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern STATE = Pattern.compile(
            "STATE (\\w+) (\\d+) of (\\d+), (\\d+) steps from (\\d+) to (\\d+), server (\\d+), models (\\d+), .*");

    /** What the tuning server logs, and its portal with it, after the first step that it makes in its life. */
    private static final Pattern BEGUN = Pattern.compile("Training of \\S+ goes on with step \\d+ of " + STEPS);

    @TempDir
    private @Nullable Path folder;

    private @Nullable Process portal;
    private int life;

    /** How the tuning was seen to be; and in how many lives its tuning server had begun to train, since the portal's own life began. */
    private record Seen(
            String state, int completed, int total, int steps, int from, int to, long server, int jobs, long begun) {

        boolean inMidRun() {
            return state.equals("RUNNING") && completed > 2 && completed < total;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        var running = portal;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    @Test
    void server_and_portal_come_back_and_the_curve_has_every_step_once() throws Exception {
        start();
        var early = await("it trains", Seen::inMidRun);
        kill(early.server());
        // The portal looks at it again after seconds, in which a quick machine is done: only what the server says
        // itself comes in its midst.
        var again = await(
                "another server trains on",
                seen -> seen.server() != 0 && seen.server() != early.server() && seen.begun() > early.begun());

        killPortal();
        assertThat(ends(again.server())).as("the server ends with its portal").isTrue();

        start();
        var end = await(
                "it has ended",
                seen -> !seen.state().equals("RUNNING") && !seen.state().equals("QUEUED"));
        assertThat(end.state()).isEqualTo("ACTIVE");
        assertThat(end.jobs()).isEqualTo(1);
        assertThat(end.total()).isEqualTo(STEPS);
        // Steps are unique by key: as many as there are, from the first to the last, is every one once.
        assertThat(List.of(end.steps(), end.from(), end.to())).containsExactly(STEPS, 1, STEPS);
        assertThat(portalProcess().isAlive()).isTrue();
    }

    private void start() throws IOException {
        life++;
        var words = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                KillablePortal.class.getName(),
                String.valueOf(EPOCHS),
                "--server.port=0",
                "--pitchpipe.data=" + folder().resolve("data")));
        portal = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static String classPath() {
        var whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, whole.split(File.pathSeparator));
    }

    private Path folder() {
        return java.util.Objects.requireNonNull(folder);
    }

    private Process portalProcess() {
        return java.util.Objects.requireNonNull(portal);
    }

    private Path log() {
        return folder().resolve("portal-" + life + ".log");
    }

    private static void kill(long process) {
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
    }

    private void killPortal() throws InterruptedException {
        portalProcess().destroyForcibly().waitFor();
    }

    private static boolean ends(long process) throws InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent()) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }

    private Seen await(String what, Predicate<Seen> wanted) throws Exception {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until) && portalProcess().isAlive()) {
            var words = Files.readString(log());
            var last = words.lines().filter(line -> line.startsWith("STATE ")).reduce((a, b) -> b);
            var matcher = STATE.matcher(last.orElse(""));
            if (matcher.matches()) {
                var seen = new Seen(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4)),
                        Integer.parseInt(matcher.group(5)),
                        Integer.parseInt(matcher.group(6)),
                        Long.parseLong(matcher.group(7)),
                        Integer.parseInt(matcher.group(8)),
                        BEGUN.matcher(words).results().count());
                if (wanted.test(seen)) {
                    return seen;
                }
            }
            Thread.sleep(50);
        }
        var words = Files.readString(log());
        throw new AssertionError("Waited in vain until " + what + ". Last words:\n"
                + words.substring(Math.max(0, words.length() - 6_000)));
    }
}
