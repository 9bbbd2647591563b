package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.node.ObjectNode;

/** A call as its handler sees it: who calls, what the path and the query say, the body, and how the answer is to look. */
final class Call {

    /** The request attribute that the {@link Gate} puts the caller into. */
    static final String CALLER = "pitchpipe.caller";

    /** The request header that asks for this server's own fields. */
    private static final String EXTENSIONS = "X-Pitchpipe-Extensions";

    private final HttpServletRequest request;
    private final Query query;
    private final Shape shape;

    Call(HttpServletRequest request, Query query) {
        this.request = request;
        this.query = query;
        this.shape = Shape.of(query);
    }

    /** Who calls; only where a key is asked for. */
    Caller caller() {
        return (Caller) Objects.requireNonNull(request.getAttribute(CALLER), "A route without a key has no caller");
    }

    /** The version in the path; empty where there is none. */
    String version() {
        return path("version");
    }

    /** Whether the path says the PaLM API's version, whose messages have fewer fields. */
    boolean v1beta3() {
        return version().equals("v1beta3");
    }

    /** What stands in the path under this name; empty where there is none. */
    String path(String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? Objects.toString(variables.get(name), "")
                : "";
    }

    /**
     * Whether the caller asks for the fields that only this server has. Google's clients fail on fields that they do not know, so these are for those that say so, as the portal does.
     */
    boolean extended() {
        return "true".equals(request.getHeader(EXTENSIONS));
    }

    Query query() {
        return query;
    }

    Shape shape() {
        return shape;
    }

    /**
     * Reads the body.
     *
     * @param path what error messages call it, empty if it is the request itself
     */
    ObjectNode body(Schema schema, String path) throws IOException {
        return RequestJson.read(request, schema, path);
    }

    /** Reads the body as a wire record. */
    <T> T body(Schema schema, String path, Class<T> type) throws IOException {
        return RequestJson.as(body(schema, path), type);
    }

    /** Whether the caller has closed the connection, as far as this machine knows yet. */
    boolean gone() {
        return request.getAttribute(WatchedConnections.GONE) instanceof BooleanSupplier gone && gone.getAsBoolean();
    }

    ResponseEntity<byte[]> answer(Object value) {
        return Reply.ok(value, shape);
    }

    ResponseEntity<byte[]> empty() {
        return answer(Map.of());
    }

    /** The request's text of a value that is not there or empty, as absent. */
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
