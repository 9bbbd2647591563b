package io.pitchpipe.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server: S3Proxy with its objects in memory, in a process and on a class path of its own. It checks signatures, so a wrong
 * secret is refused as everywhere. One for all tests of a JVM; each takes a bucket of its own.
 */
public final class S3Server {

    public static final String KEY = "pitchpipe-tests";
    public static final String SECRET = "a-secret-of-the-tests";

    private static final Pattern PORT = Pattern.compile("ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}");

    private static @Nullable S3Server shared;

    private final int port;
    private final S3Client client;

    private S3Server(int port) {
        this.port = port;
        this.client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    public static synchronized S3Server shared() {
        if (shared == null) {
            shared = new S3Server(start());
        }
        return shared;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** To look into buckets, and to damage what is in them. */
    public S3Client client() {
        return client;
    }

    /** The name of a new, empty bucket. */
    public String newBucket() {
        var name = "b" + UUID.randomUUID();
        client.createBucket(create -> create.bucket(name));
        return name;
    }

    private static int start() {
        var folder = Path.of("target", "s3proxy");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            var settings = Files.writeString(folder.resolve("s3proxy.properties"), """
                    s3proxy.endpoint=http://127.0.0.1:0
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=transient-nio2
                    jclouds.identity=unused
                    jclouds.credential=unused
                    """.formatted(KEY, SECRET));
            var process = new ProcessBuilder(
                            java,
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            folder.resolve("s3proxy.jar") + File.pathSeparator + Path.of("target", "test-classes"),
                            EndsWithParent.class.getName(),
                            "org.gaul.s3proxy.Main",
                            "--properties",
                            settings.toString())
                    .redirectErrorStream(true)
                    .start();
            var port = new CompletableFuture<Integer>();
            Thread.ofVirtual().start(() -> listen(process, port));
            return port.get(5, TimeUnit.MINUTES);
        } catch (Exception failed) {
            throw new IllegalStateException("The S3 server of the tests did not start", failed);
        }
    }

    /** Reads what it says to the end, so that it never waits for somebody who does. */
    private static void listen(Process process, CompletableFuture<Integer> port) {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = PORT.matcher(line);
                if (found.find()) {
                    port.complete(Integer.valueOf(found.group(1)));
                }
            }
        } catch (IOException ended) {
            // With the tests.
        }
        port.completeExceptionally(new IOException("It ended before it served"));
    }
}
