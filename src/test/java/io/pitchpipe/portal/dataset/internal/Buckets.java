package io.pitchpipe.portal.dataset.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.pitchpipe.portal.dataset.internal.StorageSettings.BucketSettings;
import io.pitchpipe.portal.dataset.internal.StorageSettings.Place;
import io.pitchpipe.testing.S3Server;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** Settings for buckets of tests. */
final class Buckets {

    static final StorageSettings NONE =
            new StorageSettings(Place.DATABASE, bucket("", URI.create("http://127.0.0.1:1"), ""));

    private Buckets() {}

    /** New chunks go to the bucket of that name. */
    static StorageSettings keep(String name) {
        return keep(name, S3Server.shared().endpoint(), S3Server.SECRET);
    }

    static StorageSettings keep(String name, URI endpoint, String secret) {
        return new StorageSettings(Place.BUCKET, bucket(name, endpoint, secret));
    }

    /** New chunks go to the database, but those of that bucket can be read. */
    static StorageSettings leave(String name) {
        return new StorageSettings(Place.DATABASE, keep(name).bucket());
    }

    static Bucket open(BucketSettings settings, InstantSource clock, MeterRegistry registry, LooseObjects loose) {
        var standing = new BucketStanding(settings.toString(), clock);
        return new BucketOpening(settings).open(standing, new BucketMeters(registry, standing, loose));
    }

    private static BucketSettings bucket(String name, URI endpoint, String secret) {
        return new BucketSettings(name, endpoint, "", "chunks/", true, S3Server.KEY, secret, Duration.ofSeconds(20));
    }
}
