package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.BucketState;
import io.pitchpipe.portal.dataset.BucketState.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the bucket does what it is asked, as this process last saw it: every request tells its outcome here. An operation that failed
 * stands as failed until it, or a {@linkplain #proved trial of all}, succeeds; that others go on well does not hide it.
 *
 * @see <a href="../../../../../../../../docs/decisions/0071-how-a-bucket-is-seen.md">decision 0071</a>
 */
final class BucketStanding {

    /** What is asked of a bucket. */
    enum Deed {
        READ("read an object"),
        WRITE("write an object"),
        COPY("copy an object"),
        DELETE("delete an object"),
        /** Only whether it answers. */
        PROBE("answer");

        private final String words;

        Deed(String words) {
            this.words = words;
        }

        /** For the log, after "did not". */
        String words() {
            return words;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(BucketStanding.class);

    private final String bucket;
    private final InstantSource clock;
    private final Map<Deed, BucketTrouble> troubles = new EnumMap<>(Deed.class);
    private Answer answer = Answer.NOT_ASKED;
    private Instant since;
    private @Nullable Instant lastDone;

    /** @param bucket its name and where it is, without secrets */
    BucketStanding(String bucket, InstantSource clock) {
        this.bucket = bucket;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** It did what it was asked. */
    synchronized void did(Deed deed) {
        lastDone = clock.instant();
        troubles.remove(deed);
        settle();
    }

    /** It was just seen to write, read and delete. */
    synchronized void proved() {
        troubles.clear();
        settle();
    }

    /** @return whether that is news, and not what it did when it was last asked the same */
    synchronized boolean failed(Deed deed, BucketTrouble trouble) {
        var before = troubles.put(deed, trouble);
        settle();
        return !trouble.equals(before);
    }

    private void settle() {
        var now = Answer.ANSWERS;
        if (!troubles.isEmpty()) {
            now = troubles.values().stream().anyMatch(BucketTrouble::refuses) ? Answer.REFUSES : Answer.SILENT;
        }
        if (now == answer) {
            return;
        }
        if (now == Answer.ANSWERS && answer != Answer.NOT_ASKED) {
            log.info("The bucket {} does again what it is asked, for the first time since {}", bucket, since);
        }
        answer = now;
        since = clock.instant();
    }

    synchronized BucketState now() {
        var reason = troubles.values().stream()
                .filter(trouble -> trouble.refuses() == (answer == Answer.REFUSES))
                .map(BucketTrouble::word)
                .findFirst()
                .orElse("");
        return new BucketState(bucket, answer, since, reason);
    }

    /** Whether something that was asked got no answer in time, and nothing has shown since that it would now. */
    synchronized boolean isSilent() {
        return answer == Answer.SILENT;
    }

    /** Whether all is well and it did something within that time, so that there is no need to ask. */
    synchronized boolean heardWithin(Duration time) {
        return answer == Answer.ANSWERS
                && Objects.requireNonNull(lastDone).plus(time).isAfter(clock.instant());
    }
}
