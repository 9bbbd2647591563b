package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an administrator, or this project, writes beside a base model's own files, as {@code pitchpipe.json}. Everything may be left out.
 *
 * @param tokenizer "bytes" for a token per byte; otherwise the model's own
 */
record Sidecar(
        @Nullable String displayName,
        @Nullable String description,
        @Nullable String version,
        @Nullable String licence,
        @Nullable String tokenizer,
        boolean demo,
        @Nullable Integer inputTokenLimit,
        @Nullable Integer outputTokenLimit,
        @Nullable Double learningRateScale,
        @Nullable String notes) {

    static final String FILE = "pitchpipe.json";

    private static final Sidecar EMPTY = new Sidecar(null, null, null, null, null, false, null, null, null, null);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** @throws UnreadableModelException when the file is there and damaged */
    static Sidecar read(Path path) {
        if (!Files.exists(path)) {
            return EMPTY;
        }
        try {
            return JSON.readValue(Files.readAllBytes(path), Sidecar.class);
        } catch (IOException | JacksonException e) {
            throw new UnreadableModelException(path.getFileName() + " cannot be read.", e);
        }
    }
}
