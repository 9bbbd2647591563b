package io.pitchpipe.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/run} says, on a clone of its own with a Maven that only pretends to build. */
class RunCommandTest {

    /** In the portal's place. */
    static final class Started {
        private Started() {}

        public static void main(String[] arguments) {
            System.out.println("started with " + List.of(arguments));
        }
    }

    @TempDir
    Path clone;

    private Path bin;

    @BeforeEach
    void a_clone() throws IOException {
        bin = Files.createDirectories(clone.resolve("bin"));
        Files.createDirectories(bin.resolve("lib"));
        Files.createDirectories(clone.resolve("src/main"));
        Files.createDirectories(clone.resolve("frontend/static"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        for (var script : List.of("run", "lib/java.sh")) {
            Files.copy(Path.of("bin").resolve(script), bin.resolve(script));
        }
        Files.createDirectories(clone.resolve("tools"));
    }

    private void maven(String script) throws IOException {
        var maven = clone.resolve("tools/mvn");
        Files.writeString(
                maven, "#!/usr/bin/env bash\nfor line in $(seq 100); do echo \"noise $line.\"; done\n" + script);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private record Ended(int code, List<String> lines) {}

    private Ended run() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        "bash",
                        bin.resolve("run").toString(),
                        "--no-base",
                        "--data",
                        clone.resolve("kept").toString())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PATH",
                        clone.resolve("tools") + ":" + System.getenv("PATH")));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output.lines().toList());
    }

    private void builtBefore() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Started.class.getName());
        var name = Started.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(clone.resolve("portal.jar")), manifest);
                var code = Objects.requireNonNull(Started.class.getClassLoader().getResourceAsStream(name))) {
            jar.putNextEntry(new ZipEntry(name));
            code.transferTo(jar);
        }
    }

    @Test
    void a_build_takes_a_line_before_and_after_it_and_all_else_is_in_a_log() throws Exception {
        builtBefore();
        maven("cp \"" + clone.resolve("portal.jar") + "\" target/pitchpipe-1.jar\n");
        var ended = run();
        assertThat(ended.code()).isZero();
        assertThat(ended.lines()).hasSize(4);
        assertThat(ended.lines().get(0))
                .startsWith("Building Pitchpipe, about ")
                .contains("minutes", "build.log");
        assertThat(ended.lines().get(1)).matches("Built in \\d+ seconds\\.");
        assertThat(ended.lines().get(2)).startsWith("Starting Pitchpipe");
        assertThat(ended.lines().get(3)).startsWith("started with ").contains("--server.port=8080");
        assertThat(clone.resolve("target/build.log")).content().contains("noise 1.", "noise 100.");

        assertThat(run().lines().getFirst())
                .as("what is built is not built again")
                .startsWith("Starting Pitchpipe");
    }

    @Test
    void a_build_that_fails_shows_its_last_lines_and_where_the_others_are() throws Exception {
        maven("exit 1\n");
        var ended = run();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).contains("noise 100.").doesNotContain("noise 1.");
        assertThat(ended.lines().getLast())
                .contains(clone.toRealPath().resolve("target/build.log").toString());
    }
}
