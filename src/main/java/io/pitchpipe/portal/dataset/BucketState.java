package io.pitchpipe.portal.dataset;

import java.time.Instant;

/**
 * How the bucket is that keeps rows, as this server last saw it.
 *
 * @param bucket its name and the host that serves it; never a key
 * @param since when it began to be so
 * @param reason S3's name of the error and the status of the answer; empty without such an answer
 */
public record BucketState(String bucket, Answer answer, Instant since, String reason) {

    public enum Answer {
        /** It was asked for nothing so far. */
        NOT_ASKED,
        /** It does what it is asked. */
        ANSWERS,
        /** It does not answer, or not in time, or has too much to do. */
        SILENT,
        /** It answers that it will not. */
        REFUSES
    }

    /** Whether rows in it are known to be out of reach. */
    public boolean away() {
        return answer == Answer.SILENT || answer == Answer.REFUSES;
    }
}
