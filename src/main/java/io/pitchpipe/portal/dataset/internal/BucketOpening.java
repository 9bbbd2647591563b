package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.internal.StorageSettings.BucketSettings;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens the bucket of the settings, and tries it. */
final class BucketOpening {

    private static final Logger log = LoggerFactory.getLogger(BucketOpening.class);

    private static final int TRIES = 3;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final BucketSettings settings;

    BucketOpening(BucketSettings settings) {
        this.settings = settings;
    }

    /**
     * The bucket, which is not asked for anything yet.
     *
     * @param standing hears how each request ended
     * @param meters count the same
     * @throws UnusableBucketException if the settings cannot be those of a bucket
     */
    Bucket open(BucketStanding standing, BucketMeters meters) {
        return new Bucket(client(meters), settings.name(), settings.prefix(), settings.timeout(), standing, meters);
    }

    private S3Client client(MetricPublisher meters) {
        var endpoint = settings.endpoint();
        if (endpoint != null
                && (endpoint.getHost() == null
                        || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme())))) {
            throw new UnusableBucketException(
                    "pitchpipe.storage.bucket.endpoint is no address of a server: " + endpoint,
                    "Write it as https://host or https://host:port, or leave it out for Amazon's.");
        }
        if (settings.timeout().isNegative() || settings.timeout().isZero()) {
            throw new UnusableBucketException(
                    "pitchpipe.storage.bucket.timeout is " + settings.timeout(), "Set a time such as 20s.");
        }
        var client = S3Client.builder()
                .region(region())
                .credentialsProvider(credentials())
                .forcePathStyle(settings.pathStyle())
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT.compareTo(settings.timeout()) < 0 ? CONNECT : settings.timeout())
                        .socketTimeout(settings.timeout())
                        .build())
                // Digests are checked here, and not every server of this surface knows the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .overrideConfiguration(calls -> calls.addMetricPublisher(meters)
                        .apiCallAttemptTimeout(settings.timeout())
                        .apiCallTimeout(settings.timeout().multipliedBy(TRIES + 1))
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(TRIES)
                                .build()));
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return client.build();
    }

    private Region region() {
        if (!settings.region().isBlank()) {
            return Region.of(settings.region());
        }
        if (settings.endpoint() != null) {
            return Region.US_EAST_1;
        }
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException unknown) {
            throw new UnusableBucketException(
                    "It is not said in which region the bucket " + settings.name() + " is.",
                    "Set pitchpipe.storage.bucket.region, or pitchpipe.storage.bucket.endpoint if it is not Amazon's.");
        }
    }

    private AwsCredentialsProvider credentials() {
        if (settings.accessKey().isBlank() != settings.secretKey().isBlank()) {
            throw new UnusableBucketException(
                    "Of pitchpipe.storage.bucket.access-key and .secret-key only one is set.",
                    "Set both, or neither, to have the environment's key or the machine's role.");
        }
        if (!settings.accessKey().isBlank()) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
        }
        var environment = DefaultCredentialsProvider.builder().build();
        try {
            environment.resolveCredentials();
        } catch (SdkClientException none) {
            throw new UnusableBucketException(
                    "There is no key for the bucket " + settings + ".",
                    "Set pitchpipe.storage.bucket.access-key and .secret-key (PITCHPIPE_STORAGE_BUCKET_ACCESSKEY, _SECRETKEY), or give the environment a key or the machine a role.");
        }
        return environment;
    }

    /**
     * Tries all that the key needs, before anybody uploads anything.
     *
     * @throws UnusableBucketException if the bucket refuses one of these; that it does not answer is only logged, for it may later
     */
    void check(Bucket bucket) {
        try {
            if (!bucket.tryAll()) {
                throw new UnusableBucketException(
                        "The bucket " + settings + " did not give back what was just written.",
                        "Chunks need a server that reads what was written at once, as S3 does.");
            }
        } catch (StorageAwayException failed) {
            var trouble = BucketTrouble.of((SdkException) Objects.requireNonNull(failed.getCause()));
            if (trouble.refuses()) {
                throw new UnusableBucketException(
                        "The bucket " + settings + " cannot be used: " + trouble.reason(), trouble.action());
            }
            log.warn(
                    "The bucket {} does not answer. Pitchpipe starts all the same; nothing can be uploaded until it does. {}",
                    settings,
                    trouble.action());
        }
    }
}
