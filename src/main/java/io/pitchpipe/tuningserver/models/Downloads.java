package io.pitchpipe.tuningserver.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Fetches files over HTTP. */
final class Downloads {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 1 << 16;

    /** A text answer beyond this is no description of a model. */
    private static final int MOST_TEXT = 32 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    private final Progress progress;

    Downloads(Progress progress) {
        this.progress = progress;
    }

    /** A short text, such as JSON. */
    String text(URI address, String bearer) {
        try (InputStream in = open(address, bearer).body()) {
            byte[] bytes = in.readNBytes(MOST_TEXT + 1);
            if (bytes.length > MOST_TEXT) {
                throw new FetchException(address + " answered with far more than was asked for.");
            }
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FetchException("The connection to " + address.getHost() + " broke off; try again.", e);
        }
    }

    /** Fetches into a file with a progress bar. */
    void file(URI address, String bearer, Path target, String what) throws IOException {
        HttpResponse<InputStream> response = open(address, bearer);
        long total = response.headers().firstValueAsLong("content-length").orElse(0);
        progress.begin("Fetching " + what);
        long done = 0;
        try (InputStream in = response.body();
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                done += read;
                progress.show(what, done, total);
            }
        } finally {
            progress.end();
        }
        if (total > 0 && done != total) {
            throw new FetchException("Only " + done + " of " + total + " bytes of " + what + " came; try again.");
        }
    }

    private HttpResponse<InputStream> open(URI address, String bearer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).header("User-Agent", "pitchpipe");
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new FetchException(
                        "%s answered %d%s".formatted(address, response.statusCode(), reason(response.statusCode())));
            }
            return response;
        } catch (IOException e) {
            throw new FetchException(address.getHost() + " cannot be reached from here.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException("Interrupted.", e);
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 401, 403 -> ": the model asks for an account; set PITCHPIPE_HF_TOKEN.";
            case 404 -> ": there is no such model or file.";
            default -> ".";
        };
    }

    /** The SHA-256 of a file, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
