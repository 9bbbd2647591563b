package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change to a tuned model; what is null stays as it is.
 *
 * @param displayName empty to clear
 * @param description empty to clear
 * @param temperature 0 to 1
 * @param topP 0 to 1
 * @param topK 0 or more
 * @param readers all projects that may read from now on
 */
public record ModelPatch(
        @Nullable String displayName,
        @Nullable String description,
        @Nullable Float temperature,
        @Nullable Float topP,
        @Nullable Integer topK,
        @Nullable List<ProjectNumber> readers) {}
