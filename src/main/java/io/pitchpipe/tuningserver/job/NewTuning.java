package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to tune, as it came; {@link TunedModels#create} checks it and fills in what is absent.
 *
 * @param caller will own the model
 * @param apiVersion of the surface that was asked
 * @param id chosen by the caller, or null for one made from the display name
 * @param baseModel {@code models/…} or a declared alias; excludes {@code sourceModel}
 * @param sourceModel tuned model to start from
 * @param displayName may be empty
 * @param description may be empty
 * @param temperature null for the base's
 * @param topP null for the base's
 * @param topK null for the base's
 * @param epochCount null for the default
 * @param batchSize null for the default
 * @param learningRate null for the default; excludes the multiplier
 * @param learningRateMultiplier of the default rate
 * @param readers projects that may read
 * @param pairs what to learn
 * @param validation what to hold out; null for nothing
 */
public record NewTuning(
        Caller caller,
        String apiVersion,
        @Nullable String id,
        @Nullable String baseModel,
        @Nullable String sourceModel,
        String displayName,
        String description,
        @Nullable Float temperature,
        @Nullable Float topP,
        @Nullable Integer topK,
        @Nullable Integer epochCount,
        @Nullable Integer batchSize,
        @Nullable Float learningRate,
        @Nullable Float learningRateMultiplier,
        List<ProjectNumber> readers,
        List<Example> pairs,
        @Nullable ValidationWish validation) {

    public NewTuning {
        readers = List.copyOf(readers);
        pairs = List.copyOf(pairs);
    }
}
