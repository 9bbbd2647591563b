package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A tuning, from its launch on. It is the model as well: what it makes is known by the same id.
 *
 * @param tunedModelId chosen by this portal, without the prefix {@code tunedModels/}
 * @param connection the backend it runs on, for good
 * @param examples what it learns from
 * @param baseModel {@code models/ID}
 * @param baseName the base model's name for people
 * @param rawState the model's state in the backend's own word; empty before it said one
 * @param reason why it failed, or what it waits for; for people, empty if there is nothing to say
 * @param totalSteps steps of the whole training
 * @param completedSteps steps whose loss is known
 * @param operation the backend's name of the training; empty until it is submitted
 * @param createdBy display name of whoever launched it
 * @param staleSince when the backend was last heard of, if it does not answer
 * @param cancelRequested somebody asked for its end
 * @param heldOutUse what the held-out examples were meant to decide
 * @param heldOutOutcome what they did, where the backend measures them
 */
public record TuningJob(
        JobId id,
        TeamId team,
        String displayName,
        String tunedModelId,
        ConnectionId connection,
        Examples examples,
        String baseModel,
        String baseName,
        Preamble preamble,
        Preset preset,
        TuningSettings settings,
        JobState state,
        String rawState,
        String reason,
        int totalSteps,
        int completedSteps,
        Optional<String> operation,
        String createdBy,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> staleSince,
        boolean cancelRequested,
        HeldOutUse heldOutUse,
        HeldOutOutcome heldOutOutcome) {

    /**
     * The frozen examples of a job.
     *
     * @param name the dataset's name when the job was launched
     * @param versionNumber counts within the dataset
     * @param rows how many it learns from
     * @param characters of these, the preamble included
     * @param holdOut the share that it does not learn from
     * @param heldOut how many examples that is
     */
    public record Examples(
            DatasetId dataset,
            VersionId version,
            String name,
            int versionNumber,
            long rows,
            long characters,
            HoldOut holdOut,
            long heldOut) {}

    /** Share of the steps done, 0 to 1; one that ended early is done. */
    public double progress() {
        if (heldOutOutcome.endedEarly()) {
            return 1;
        }
        return totalSteps == 0 ? 0 : Math.min(1, (double) completedSteps / totalSteps);
    }

    /** Whether it trained through all its epochs: it was not cancelled, did not fail, and did not end early. */
    public boolean wentThrough() {
        return state == JobState.ACTIVE && !heldOutOutcome.endedEarly();
    }

    /** The epoch, from 1, that ran when the last step done began. */
    public int epoch() {
        return settings.epochOf(completedSteps, examples.rows());
    }

    /** The change topic that rises with every change of this job. */
    public String topic() {
        return topic(id);
    }

    public static String topic(JobId job) {
        return "job:" + job;
    }

    /** The change topic that rises with every change of any job of a team. */
    public static String teamTopic(TeamId team) {
        return "team:" + team + ":tuning";
    }

    /** The change topic that rises when a model of the team appears or changes its state. */
    public static String modelsTopic(TeamId team) {
        return "team:" + team + ":models";
    }
}
