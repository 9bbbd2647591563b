package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.internal.BucketMeters.Outcome;
import io.pitchpipe.portal.dataset.internal.BucketStanding.Deed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of one bucket below one prefix. What it does not do, or not in time, is logged here with the bucket's own reason and told
 * on as a {@link StorageAwayException}; no key or content is ever in either.
 */
final class Bucket implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Bucket.class);

    /** For all tries of a request while the bucket is known not to answer: somebody waits at a page for it, and it may be back. */
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    private static final AwsRequestOverrideConfiguration PATIENT =
            AwsRequestOverrideConfiguration.builder().build();

    private static final byte[] TRIAL =
            "Pitchpipe tries whether it may write, read and delete.".getBytes(StandardCharsets.UTF_8);

    private final S3Client client;
    private final String name;
    private final String prefix;
    private final Duration timeout;
    private final BucketStanding standing;
    private final BucketMeters meters;

    /**
     * @param prefix stands before every object's name; may be empty
     * @param timeout for one answer
     */
    Bucket(
            S3Client client,
            String name,
            String prefix,
            Duration timeout,
            BucketStanding standing,
            BucketMeters meters) {
        this.client = client;
        this.name = name;
        this.prefix = prefix;
        this.timeout = timeout;
        this.standing = standing;
        this.meters = meters;
    }

    /** How it is, as its requests saw it. */
    BucketStanding standing() {
        return standing;
    }

    void put(String object, byte[] content) {
        put(object, content, patience());
    }

    private void put(String object, byte[] content, AwsRequestOverrideConfiguration limits) {
        told(
                Deed.WRITE,
                () -> client.putObject(
                        put -> put.bucket(name)
                                .key(prefix + object)
                                .contentType("application/jsonl")
                                .overrideConfiguration(limits),
                        RequestBody.fromBytes(content)));
        meters.wrote(content.length);
    }

    /** The content of an object, or nothing if there is none of that name. */
    Optional<byte[]> get(String object) {
        return get(object, patience());
    }

    private Optional<byte[]> get(String object, AwsRequestOverrideConfiguration limits) {
        var content = told(
                Deed.READ,
                () -> client.getObjectAsBytes(
                                get -> get.bucket(name).key(prefix + object).overrideConfiguration(limits))
                        .asByteArrayUnsafe());
        content.ifPresent(bytes -> meters.read(bytes.length));
        return content;
    }

    /** Makes another object of the same content, without fetching it. @return false if there is none of the first name */
    boolean copy(String from, String to) {
        return told(
                        Deed.COPY,
                        () -> client.copyObject(copy -> copy.sourceBucket(name)
                                .sourceKey(prefix + from)
                                .destinationBucket(name)
                                .destinationKey(prefix + to)
                                .overrideConfiguration(patience())))
                .isPresent();
    }

    /** Deletes an object, if it is there. */
    void delete(String object) {
        delete(object, patience());
    }

    private void delete(String object, AwsRequestOverrideConfiguration limits) {
        told(
                Deed.DELETE,
                () -> client.deleteObject(
                        delete -> delete.bucket(name).key(prefix + object).overrideConfiguration(limits)));
    }

    private AwsRequestOverrideConfiguration patience() {
        return standing.isSilent() ? atMost(IMPATIENT.compareTo(timeout) < 0 ? IMPATIENT : timeout) : PATIENT;
    }

    private static AwsRequestOverrideConfiguration atMost(Duration time) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(time).build();
    }

    /** Asks for an object that is not there, to see whether it answers, and waits for all tries together as long as for one. */
    void ask() {
        told(
                Deed.PROBE,
                () -> client.getObjectAsBytes(get -> get.bucket(name)
                        .key(prefix + "probe")
                        .range("bytes=0-0")
                        .overrideConfiguration(atMost(timeout))));
    }

    /**
     * Writes an object, reads it and deletes it: all that the key needs. With all patience, so that a bucket that is only slow comes to be
     * known as one that answers.
     *
     * @return whether it gave back what was written
     */
    boolean tryAll() {
        var object = "check-" + UUID.randomUUID();
        put(object, TRIAL, PATIENT);
        var same = Arrays.equals(get(object, PATIENT).orElse(new byte[0]), TRIAL);
        delete(object, PATIENT);
        if (same) {
            standing.proved();
        }
        return same;
    }

    /** @return nothing if there is no object of the name that was asked for */
    private <T> Optional<T> told(Deed deed, Supplier<T> request) {
        var begun = System.nanoTime();
        try {
            var result = request.get();
            did(deed, Outcome.DONE, begun);
            return Optional.of(result);
        } catch (SdkException failed) {
            if (failed instanceof S3Exception answer
                    && BucketTrouble.code(answer).equals("NoSuchKey")) {
                did(deed, Outcome.MISSING, begun);
                return Optional.empty();
            }
            throw away(deed, failed, begun);
        }
    }

    private StorageAwayException away(Deed deed, SdkException failed, long begun) {
        if (failed instanceof AbortedException) {
            // Whoever asked was told to stop, since another request of the same had failed: that says nothing of the
            // bucket.
            ended(deed, Outcome.ABANDONED, begun);
            return StorageAwayException.silent(failed);
        }
        var trouble = BucketTrouble.of(failed);
        ended(deed, Outcome.of(trouble), begun);
        log.atLevel(standing.failed(deed, trouble) ? Level.WARN : Level.DEBUG)
                .log("The bucket {} did not {}: {}", name, deed.words(), trouble.reason());
        return trouble.refuses() ? StorageAwayException.refusing(failed) : StorageAwayException.silent(failed);
    }

    private void did(Deed deed, Outcome outcome, long begun) {
        ended(deed, outcome, begun);
        standing.did(deed);
    }

    private void ended(Deed deed, Outcome outcome, long begun) {
        meters.ended(deed, outcome, Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void close() {
        client.close();
    }
}
