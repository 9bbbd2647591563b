package io.pitchpipe.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/run} does when the portal ends, with a pretended Java that ends as it is told. */
class RunScriptTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @BeforeEach
    void copied() throws IOException {
        Files.createDirectories(root.resolve("bin/lib"));
        Files.createDirectories(root.resolve("target"));
        Files.createDirectories(root.resolve("jdk/bin"));
        Files.createFile(root.resolve("target/pitchpipe-0.jar"));
        Files.copy(Path.of("bin/run"), root.resolve("bin/run"));
        Files.copy(Path.of("bin/lib/java.sh"), root.resolve("bin/lib/java.sh"));
        script("jdk/bin/javac", "echo javac 25");
    }

    private void script(String name, String lines) throws IOException {
        var file = Files.writeString(root.resolve(name), "#!/bin/bash\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process run() throws IOException {
        var builder = new ProcessBuilder(
                        "bash",
                        "bin/run",
                        "--no-base",
                        "--data",
                        root.resolve("data").toString())
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("said").toFile());
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        return builder.start();
    }

    private int starts() throws IOException {
        return Files.readString(root.resolve("starts")).length();
    }

    private int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What {@code -XX:+ExitOnOutOfMemoryError} ends with. */
    @Test
    void a_portal_that_ran_out_of_memory_is_started_again() throws Exception {
        script("jdk/bin/java", "printf x >>starts; [ $(wc -c <starts) -ge 3 ] || exit 3");

        assertThat(ended(run())).isZero();

        assertThat(starts()).isEqualTo(3);
        assertThat(Files.readString(root.resolve("said"))).contains("ran out of memory");
    }

    @Test
    void a_portal_that_cannot_start_is_not_started_again() throws Exception {
        script("jdk/bin/java", "printf x >>starts; exit 1");

        assertThat(ended(run())).isEqualTo(1);

        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void a_stop_is_passed_on_and_ends_both() throws Exception {
        script(
                "jdk/bin/java",
                "trap 'printf stopped >stopped; exit 3' TERM; printf x >>starts; while :; do sleep 0.1; done");
        var process = run();
        while (!Files.exists(root.resolve("starts"))) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(50);
        }

        process.destroy();

        assertThat(ended(process)).isEqualTo(3);
        assertThat(root.resolve("stopped")).exists();
        assertThat(starts()).isEqualTo(1);
    }
}
