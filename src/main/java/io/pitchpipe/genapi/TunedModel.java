package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tuned model, and the training that makes it. Fields stand in proto order; all are absent where they were not set, so a PATCH and its partial answer are this too.
 *
 * @param name {@code tunedModels/ID}; output only
 * @param tunedModelSource the tuned model it started from; excludes {@code baseModel}
 * @param baseModel {@code models/ID}; excludes {@code tunedModelSource}
 * @param displayName name for people, at most 40 characters
 * @param description words for people
 * @param state output only
 * @param createTime output only
 * @param updateTime output only
 * @param tuningTask required to create
 * @param temperature default of its answers, 0 to 1
 * @param topP default of its answers, 0 to 1
 * @param topK default of its answers
 * @param readerProjectNumbers int64 values, as the decimal strings they are in JSON, of the projects that may read and prompt
 */
@JsonPropertyOrder({
    "name",
    "tunedModelSource",
    "baseModel",
    "displayName",
    "description",
    "state",
    "createTime",
    "updateTime",
    "tuningTask",
    "temperature",
    "topP",
    "topK",
    "readerProjectNumbers"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TunedModel(
        @Nullable String name,
        @Nullable TunedModelSource tunedModelSource,
        @Nullable String baseModel,
        @Nullable String displayName,
        @Nullable String description,
        @Nullable TunedModelState state,
        @Nullable Instant createTime,
        @Nullable Instant updateTime,
        @Nullable TuningTask tuningTask,
        @Nullable Float temperature,
        @Nullable Float topP,
        @Nullable Integer topK,
        @Nullable List<String> readerProjectNumbers) {

    /** What a client sends to create one. */
    public static TunedModel toCreate(
            String baseModel, @Nullable String displayName, @Nullable String description, TuningTask tuningTask) {
        return new TunedModel(
                null, null, baseModel, displayName, description, null, null, null, tuningTask, null, null, null, null);
    }

    /** What a client sends to change who may read, with {@code updateMask=readerProjectNumbers}. */
    public static TunedModel withReaders(List<String> readerProjectNumbers) {
        return new TunedModel(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.copyOf(readerProjectNumbers));
    }
}
