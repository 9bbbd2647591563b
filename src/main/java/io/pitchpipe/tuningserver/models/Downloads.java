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

    private static final int MOST_REDIRECTS = 5;

    /** Redirects are followed here, so that what is secret goes to nobody but whom it was meant for. */
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    private final Progress progress;

    Downloads(Progress progress) {
        this.progress = progress;
    }

    /**
     * A short text, such as JSON.
     *
     * @param authorization the header of that name, or an empty text
     * @param accept the media types wanted
     * @throws FetchException when it does not come
     */
    String text(URI address, String authorization, String accept) {
        try (InputStream in = open(address, authorization, accept).body()) {
            byte[] bytes = in.readNBytes(MOST_TEXT + 1);
            if (bytes.length > MOST_TEXT) {
                throw new FetchException(shown(address) + " answered with far more than was asked for.");
            }
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FetchException("The connection to " + address.getHost() + " broke off; try again.", e);
        }
    }

    /** Fetches into a file with a progress bar. */
    void file(URI address, String authorization, Path target, String what) throws IOException {
        HttpResponse<InputStream> response = open(address, authorization, "*/*");
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

    private HttpResponse<InputStream> open(URI address, String authorization, String accept) {
        URI at = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            boolean theirs = at.getAuthority().equals(address.getAuthority())
                    && at.getScheme().equals(address.getScheme());
            HttpResponse<InputStream> response = send(at, theirs ? authorization : "", accept);
            int status = response.statusCode();
            if (status == 200) {
                return response;
            }
            close(response);
            String location = response.headers().firstValue("location").orElse("");
            if (status < 300 || status > 399 || location.isEmpty()) {
                throw new FetchException("%s answered %d%s".formatted(shown(at), status, reason(status)));
            }
            URI next = at.resolve(location);
            boolean web = "https".equals(next.getScheme())
                    || "http".equals(next.getScheme()) && "http".equals(at.getScheme());
            if (!web || next.getAuthority() == null) {
                throw new FetchException(shown(at) + " sends elsewhere, to where nothing is fetched from.");
            }
            at = next;
        }
        throw new FetchException(shown(address) + " sends from one address to the next without end.");
    }

    private HttpResponse<InputStream> send(URI address, String authorization, String accept) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("User-Agent", "pitchpipe")
                    .header("Accept", accept);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new FetchException(address.getHost() + " cannot be reached from here.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException("Interrupted.", e);
        }
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // Nothing more was wanted of it.
        }
    }

    /** An address for people: without a password, and without the signature that a file's address may carry. */
    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getPath();
    }

    private static String reason(int status) {
        return switch (status) {
            case 401, 403 -> ": it asks for an account. For a model of a hub, set PITCHPIPE_HF_TOKEN.";
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
