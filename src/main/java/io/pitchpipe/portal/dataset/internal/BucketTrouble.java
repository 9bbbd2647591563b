package io.pitchpipe.portal.dataset.internal;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a bucket said that did not do something.
 *
 * @param refuses whether it answered that it will not, so that asking again is of no use; otherwise it did not answer, or had too much to do
 * @param status of its answer; 0 without one
 * @param code S3's name of the error; empty if it gave none
 * @param reason its own words
 */
record BucketTrouble(boolean refuses, int status, String code, String reason) {

    static BucketTrouble of(SdkException failure) {
        if (!(failure instanceof S3Exception answer)) {
            return new BucketTrouble(false, 0, "", String.valueOf(failure.getMessage()));
        }
        var status = answer.statusCode();
        var details = answer.awsErrorDetails();
        var said = details == null || details.errorMessage() == null ? "" : " " + details.errorMessage();
        var busy = status >= 500 || status == 408 || status == 429;
        return new BucketTrouble(!busy, status, code(answer), "%s (%d)%s".formatted(code(answer), status, said));
    }

    /** S3's name of the error; empty if it gave none. */
    static String code(S3Exception answer) {
        var details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /** S3's name of the error and the status; empty if it did not answer. Unlike the reason it never has more in it. */
    String word() {
        return status == 0 ? "" : "%s (%d)".formatted(code, status).strip();
    }

    /** What whoever runs Pitchpipe can do about it. */
    String action() {
        return switch (status) {
            case 404 -> "Make the bucket, or mend pitchpipe.storage.bucket.name and .endpoint.";
            case 401, 403 ->
                "Look whether pitchpipe.storage.bucket.access-key and .secret-key are those of this bucket, and may read, write and delete objects below its prefix (docs/operator-guide.md).";
            case 0 ->
                "Look whether the bucket can be reached from here, and whether pitchpipe.storage.bucket.endpoint is right.";
            default ->
                "Look whether pitchpipe.storage.bucket.endpoint, .region and .path-style are those of this bucket.";
        };
    }
}
