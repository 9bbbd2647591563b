package io.pitchpipe.tuningserver.lm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** transformers and peft with a model loaded, doing a {@link ParityRequest}'s workloads when told to. */
final class ReferenceTurns implements AutoCloseable {

    private static final String ANSWER = "ANSWER ";

    private final Process process;
    private final Path log;
    private final BufferedReader out;

    ReferenceTurns(Process process, Path log) {
        this.process = process;
        this.log = log;
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Does a workload; the machine is its own until this returns. */
    JsonNode take(String workload) throws IOException {
        process.getOutputStream().write((workload + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        for (@Nullable String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ANSWER)) {
                return JsonMapper.shared().readTree(line.substring(ANSWER.length()));
            }
        }
        throw new IllegalStateException("reference.py failed:\n" + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
