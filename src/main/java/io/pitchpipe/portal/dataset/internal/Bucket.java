package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.StorageAwayException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private final S3Client client;
    private final String name;
    private final String prefix;

    /** @param prefix stands before every object's name; may be empty */
    Bucket(S3Client client, String name, String prefix) {
        this.client = client;
        this.name = name;
        this.prefix = prefix;
    }

    void put(String object, byte[] content) {
        told(
                "write",
                () -> client.putObject(
                        put -> put.bucket(name).key(prefix + object).contentType("application/jsonl"),
                        RequestBody.fromBytes(content)));
    }

    /** The content of an object, or nothing if there is none of that name. */
    Optional<byte[]> get(String object) {
        return told(
                "read",
                () -> found(
                        () -> client.getObjectAsBytes(get -> get.bucket(name).key(prefix + object))
                                .asByteArrayUnsafe()));
    }

    /** Makes another object of the same content, without fetching it. @return false if there is none of the first name */
    boolean copy(String from, String to) {
        return told(
                        "copy",
                        () -> found(() -> client.copyObject(copy -> copy.sourceBucket(name)
                                .sourceKey(prefix + from)
                                .destinationBucket(name)
                                .destinationKey(prefix + to))))
                .isPresent();
    }

    /** Deletes an object, if it is there. */
    void delete(String object) {
        told("delete", () -> client.deleteObject(delete -> delete.bucket(name).key(prefix + object)));
    }

    private static <T> Optional<T> found(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (S3Exception failed) {
            if (BucketTrouble.code(failed).equals("NoSuchKey")) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private <T> T told(String deed, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException failed) {
            var trouble = BucketTrouble.of(failed);
            log.warn("The bucket {} did not {} an object: {}", name, deed, trouble.reason());
            throw trouble.refuses() ? StorageAwayException.refusing(failed) : StorageAwayException.silent(failed);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
