package io.pitchpipe.portal.tuning.internal;

import java.time.Duration;

/** What becomes of a task after one run. */
sealed interface Next {

    /** Nothing is left to be done by it. */
    record Done() implements Next {}

    /** It runs again after {@code pause}. */
    record Again(Duration pause) implements Next {}
}
