package io.pitchpipe.portal.evaluation;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of "did it learn?".
 *
 * @param asked how many examples are asked; 0 until they are chosen
 * @param answered how many of them both models have answered
 * @param epochChosen whether the held-out examples had decided before which epoch of the training is kept
 * @param verdict when it is done
 */
public record Evaluation(
        EvaluationId id,
        ModelId model,
        TeamId team,
        State state,
        int asked,
        int answered,
        Instant startedAt,
        boolean epochChosen,
        Optional<Verdict> verdict) {

    /** Where it stands. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
