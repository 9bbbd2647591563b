package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tuned model as it is kept.
 *
 * @param id its id
 * @param seq grows in order of creation
 * @param project it was made for, and its work is counted to
 * @param apiVersion of the surface that it was created through, which its operation's types tell
 * @param baseModel {@code models/…}, a base that is really here
 * @param sourceModel the tuned model it started from
 * @param displayName name for people; may be empty
 * @param description words for people; may be empty
 * @param state where it is in its life
 * @param createTime when it was made
 * @param updateTime when it or its state last changed
 * @param startTime when its training left the queue
 * @param completeTime when its training ended
 * @param temperature default of its answers, 0 to 1
 * @param topP default of its answers, 0 to 1
 * @param topK default of its answers, 0 for all
 * @param hyperparameters how it is trained
 * @param seed of its training
 * @param exampleCount size of its data
 * @param totalSteps steps of its training
 * @param operationId names its training
 * @param operationDone whether that is over
 * @param error why it did not come to its end
 * @param cancelRequested whether somebody asked for the end
 * @param readers the projects it is shared with
 */
public record StoredModel(
        TunedModelId id,
        long seq,
        ProjectNumber project,
        String apiVersion,
        String baseModel,
        @Nullable TunedModelId sourceModel,
        String displayName,
        String description,
        ModelState state,
        Instant createTime,
        Instant updateTime,
        @Nullable Instant startTime,
        @Nullable Instant completeTime,
        float temperature,
        float topP,
        int topK,
        Hyperparameters hyperparameters,
        long seed,
        int exampleCount,
        int totalSteps,
        String operationId,
        boolean operationDone,
        @Nullable OperationError error,
        boolean cancelRequested,
        List<ProjectNumber> readers) {

    StoredModel withReaders(List<ProjectNumber> projects) {
        return new StoredModel(
                id,
                seq,
                project,
                apiVersion,
                baseModel,
                sourceModel,
                displayName,
                description,
                state,
                createTime,
                updateTime,
                startTime,
                completeTime,
                temperature,
                topP,
                topK,
                hyperparameters,
                seed,
                exampleCount,
                totalSteps,
                operationId,
                operationDone,
                error,
                cancelRequested,
                List.copyOf(projects));
    }
}
