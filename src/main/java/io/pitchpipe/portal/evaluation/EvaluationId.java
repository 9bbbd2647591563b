package io.pitchpipe.portal.evaluation;

import java.util.UUID;

/** Identifies one run of asking the same examples of base and tuned model. */
public record EvaluationId(UUID value) {

    public static EvaluationId random() {
        return new EvaluationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
