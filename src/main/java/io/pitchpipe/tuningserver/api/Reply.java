package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ApiError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.ResponseEntity;

/** Answers with the headers of the public service. */
final class Reply {

    static final String JSON = "application/json; charset=UTF-8";

    private Reply() {}

    static ResponseEntity<byte[]> ok(Object value, Shape shape) {
        return entity(200, WireJson.body(value, shape));
    }

    static ResponseEntity<byte[]> error(ApiError error) {
        return entity(Objects.requireNonNull(error.error()).code(), WireJson.body(error));
    }

    /** For where there is no controller. */
    static void write(HttpServletResponse response, ApiError error) throws IOException {
        response.reset();
        response.setStatus(Objects.requireNonNull(error.error()).code());
        response.setHeader("Content-Type", JSON);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "private");
        response.getOutputStream().write(WireJson.body(error).getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    private static ResponseEntity<byte[]> entity(int status, String body) {
        return ResponseEntity.status(status)
                .header("Content-Type", JSON)
                .header("Vary", "Origin", "X-Origin", "Referer")
                .header("Cache-Control", "private")
                .header("X-Content-Type-Options", "nosniff")
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
