package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendAddress;
import io.pitchpipe.portal.backend.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends JSON to a connection's backend and sorts what comes back into values and {@link ApiFailure}s. Never follows a redirect, so the key reaches no other
 * host; never connects a team to a private address that the operator has not allowed; reads bounded amounts in bounded time.
 */
@Component
public class BackendHttp implements DisposableBean {

    /** A page of 1,000 models with long curves stays below it. */
    private static final int MAX_BODY = 64 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Longest silence within an ordinary answer. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Longest silence within a stream: a long prompt on a slow machine is quiet before its first token. */
    private static final Duration STREAM_SILENCE = Duration.ofMinutes(3);

    /** Longest an ordinary answer may take altogether, however steadily it drips. */
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final ObjectProvider<BackendAddress> embedded;
    private final ObjectProvider<StoredConnections> renewal;
    private final Clock clock;
    private final CloseableHttpClient guarded;
    private final CloseableHttpClient local;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Autowired
    BackendHttp(
            ObjectProvider<BackendAddress> embedded,
            ObjectProvider<StoredConnections> renewal,
            Clock clock,
            @Value("${pitchpipe.backend.allowed-private-hosts:}") Set<String> allowedPrivateHosts) {
        this(embedded, renewal, clock, new AddressPolicy(allowedPrivateHosts), SystemDefaultDnsResolver.INSTANCE);
    }

    BackendHttp(
            ObjectProvider<BackendAddress> embedded,
            ObjectProvider<StoredConnections> renewal,
            Clock clock,
            AddressPolicy policy,
            DnsResolver names) {
        this.embedded = embedded;
        this.renewal = renewal;
        this.clock = clock;
        this.guarded = client(new GuardedNames(policy, names));
        this.local = client(SystemDefaultDnsResolver.INSTANCE);
    }

    private static CloseableHttpClient client(DnsResolver names) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(200)
                .setMaxConnPerRoute(100)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(SILENCE))
                        .setTimeToLive(1, TimeUnit.MINUTES)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Pitchpipe")
                .build();
    }

    /**
     * Sends one request and reads its JSON answer.
     *
     * @param path with its version, such as {@code /v1beta/models}, and its query
     * @param body to send as JSON; null for none
     * @throws ApiFailure if it does not end in a JSON value of {@code type}
     */
    public <T> T exchange(Connection connection, String method, String path, @Nullable Object body, Class<T> type) {
        try (var answer = open(connection, method, path, body, SILENCE)) {
            return parse(answer.readAll(clock, WHOLE), type);
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    /**
     * Reads a text, whatever its type.
     *
     * @throws ApiFailure if there is no answer, or not a 2xx one
     */
    public String text(Connection connection, String path) {
        try (var answer = open(connection, "GET", path, null, SILENCE)) {
            return new String(answer.readAll(clock, WHOLE), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw brokenOff(broken);
        }
    }

    private static ApiFailure brokenOff(IOException broken) {
        return new ApiFailure.Unavailable(
                "The answer broke off: " + broken.getClass().getSimpleName(), broken);
    }

    /**
     * Sends one request whose answer is read piece by piece. Close the answer to end it, at any time and from any thread.
     *
     * @throws ApiFailure if there is no answer, or not a 2xx one
     */
    public Answer stream(Connection connection, String path, Object body) {
        return open(connection, "POST", path, body, STREAM_SILENCE);
    }

    /** Reads a JSON value as {@link #exchange} does. */
    public <T> T parse(byte[] text, Class<T> type) {
        try {
            var value = json.readValue(text, type);
            if (value == null) {
                throw new ApiFailure.Garbage("JSON null instead of a " + type.getSimpleName());
            }
            return value;
        } catch (JacksonException unreadable) {
            throw new ApiFailure.Garbage("No JSON " + type.getSimpleName() + " in " + text.length + " bytes");
        }
    }

    private Answer open(Connection connection, String method, String path, @Nullable Object body, Duration silence) {
        try {
            return openOnce(connection, method, path, body, silence);
        } catch (ApiFailure.Unauthenticated forgotten) {
            if (connection.kind() != Connection.Kind.EMBEDDED) {
                throw forgotten;
            }
            // The embedded server's data folder was replaced: the team gets a new key, once, and nobody has to know.
            var known = Optional.ofNullable(renewal.getIfAvailable()).orElseThrow(() -> forgotten);
            return openOnce(known.renewed(connection), method, path, body, silence);
        }
    }

    private Answer openOnce(
            Connection connection, String method, String path, @Nullable Object body, Duration silence) {
        var request = new HttpUriRequestBase(method, target(connection, path));
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(silence))
                .setConnectionRequestTimeout(Timeout.of(CONNECT))
                .build());
        request.setHeader("x-goog-api-key", connection.credential().reveal());
        request.setHeader("Accept", "application/json, text/event-stream");
        // Our own server then says more, as a place in the queue; others pass it over.
        request.setHeader("X-Pitchpipe-Extensions", "true");
        if (body != null) {
            request.setEntity(new ByteArrayEntity(json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        }
        var client = connection.kind() == Connection.Kind.EMBEDDED ? local : guarded;
        Answer answer;
        try {
            answer = new Answer(request, client.executeOpen(null, request, null));
        } catch (GuardedNames.RefusedAddressException refused) {
            throw new ApiFailure.AddressRefused(refused.host());
        } catch (IOException unreachable) {
            throw new ApiFailure.Unavailable(
                    "No answer: " + unreachable.getClass().getSimpleName(), unreachable);
        }
        var status = answer.response.getCode();
        if (status < 200 || status > 299) {
            try (answer) {
                throw new Failures(json, clock).of(connection, answer);
            }
        }
        return answer;
    }

    private URI target(Connection connection, String path) {
        var base = connection.baseUrl();
        if (base == null) {
            base = Optional.ofNullable(embedded.getIfAvailable())
                    .flatMap(BackendAddress::current)
                    .orElseThrow(() -> new ApiFailure.Unavailable("The embedded server is not up", null));
        }
        return URI.create(base + path);
    }

    @Override
    public void destroy() throws IOException {
        guarded.close();
        local.close();
    }

    /** An answer that has begun with a 2xx status. */
    public static final class Answer implements AutoCloseable {

        private final HttpUriRequestBase request;
        final ClassicHttpResponse response;

        Answer(HttpUriRequestBase request, ClassicHttpResponse response) {
            this.request = request;
            this.response = response;
        }

        /** Its content type; empty if it says none. */
        public String contentType() {
            var header = response.getFirstHeader("Content-Type");
            return header == null ? "" : header.getValue();
        }

        /** Its bytes as they come; reading throws once the answer was closed. */
        public InputStream body() throws IOException {
            var entity = response.getEntity();
            return entity == null ? InputStream.nullInputStream() : entity.getContent();
        }

        byte[] readAll(Clock clock, Duration atMost) throws IOException {
            var until = clock.instant().plus(atMost);
            var read = new ByteArrayOutputStream();
            var buffer = new byte[16 << 10];
            var in = body();
            for (int n; (n = in.read(buffer)) >= 0; ) {
                read.write(buffer, 0, n);
                if (read.size() > MAX_BODY) {
                    throw new ApiFailure.Garbage("An answer of more than " + MAX_BODY + " bytes");
                }
                if (clock.instant().isAfter(until)) {
                    throw new ApiFailure.Unavailable("An answer that took longer than " + atMost, null);
                }
            }
            return read.toByteArray();
        }

        @Override
        public void close() {
            try {
                if (!finished()) {
                    request.cancel();
                }
                response.close();
            } catch (IOException alreadyBroken) {
                // Nothing is left to be closed.
            }
        }

        /** A body read to its end gives its connection back; any other is cut. */
        private boolean finished() throws IOException {
            var entity = response.getEntity();
            return entity == null || !entity.isStreaming();
        }
    }
}
