package io.pitchpipe.portal.dataset.internal;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the contents of chunks are kept ({@code pitchpipe.storage.*}).
 *
 * @param chunks where new ones go; those that are there stay where they are
 * @param bucket the S3-compatible bucket, if there is one: also to read what is in it when new chunks go to the database again
 */
@ConfigurationProperties("pitchpipe.storage")
record StorageSettings(
        @DefaultValue("database") Place chunks,
        @DefaultValue BucketSettings bucket) {

    enum Place {
        DATABASE,
        BUCKET
    }

    /**
     * @param name of the bucket; empty for none
     * @param endpoint where it is served, such as {@code https://minio.example.org:9000}; Amazon's own without
     * @param region with an endpoint us-east-1 by default, otherwise what the environment says (AWS_REGION, …)
     * @param prefix what every object's name begins with, such as {@code pitchpipe/}
     * @param pathStyle whether the bucket's name goes into the path instead of the host name
     * @param accessKey the key's id; without it the environment's (AWS_ACCESS_KEY_ID, a profile, the machine's role)
     * @param secretKey goes with {@code accessKey}
     * @param timeout for one answer; with three tries, a request takes at most four times as long
     */
    record BucketSettings(
            @DefaultValue("") String name,
            @Nullable URI endpoint,
            @DefaultValue("") String region,
            @DefaultValue("") String prefix,
            @DefaultValue("false") boolean pathStyle,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @DefaultValue("20s") Duration timeout) {

        boolean given() {
            return !name.isBlank();
        }

        /** Without the secret, for this may be logged. */
        @Override
        public String toString() {
            return "%s at %s".formatted(name, endpoint == null ? "Amazon" : endpoint.getHost());
        }
    }
}
