package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.backend.ApiFailure;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: 1, 2, 4 … up to 60 seconds, or what the backend asked for if that is longer, and up to half as long again by chance. */
final class Backoff {

    private static final int LONGEST = 60;

    private Backoff() {}

    /** @param failures in a row, 1 or more */
    static Duration after(int failures, ApiFailure failure, RandomGenerator random) {
        var seconds = Math.min(LONGEST, 1L << Math.clamp(failures - 1L, 0, 10));
        var wait = Duration.ofSeconds(seconds);
        if (failure instanceof ApiFailure.Exhausted exhausted) {
            var asked = exhausted.retryAfter().orElse(Duration.ZERO);
            wait = asked.compareTo(wait) > 0 ? asked : wait;
        }
        return wait.plusMillis((long) (wait.toMillis() * 0.5 * random.nextDouble()));
    }
}
