package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ApiError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A streamed answer: server-sent events with {@code alt=sse}, else one JSON array whose elements are separated by {@code ,\r\n}. Nothing is sent before the first piece, so
 * that what goes wrong until then is answered with its own status.
 */
final class AnswerStream {

    private final HttpServletResponse response;
    private final Shape shape;
    private boolean begun;
    private boolean gone;

    AnswerStream(HttpServletResponse response, Shape shape) {
        this.response = response;
        this.shape = shape;
    }

    /** Whether anything was sent. */
    boolean begun() {
        return begun;
    }

    /**
     * Sends a piece at once.
     *
     * @return whether the caller is still there
     */
    boolean send(Object value) {
        if (gone) {
            return false;
        }
        try {
            if (shape.sse()) {
                begin("text/event-stream; charset=UTF-8", "");
                write("data: " + WireJson.line(value, shape) + "\r\n\r\n");
            } else {
                var first = !begun;
                begin(Reply.JSON, "[");
                write((first ? "" : ",\r\n") + WireJson.element(value, shape));
            }
            response.flushBuffer();
            return true;
        } catch (IOException away) {
            gone = true;
            return false;
        }
    }

    /** Ends it. */
    void end() {
        if (!gone && !shape.sse()) {
            try {
                // Nothing after the bracket, not even a newline: Python's gapic client takes that for another answer.
                write("]");
                response.flushBuffer();
            } catch (IOException away) {
                gone = true;
            }
        }
    }

    /** Ends it with an error, as its last element. */
    void fail(ApiError error) {
        send(error);
        end();
    }

    private void begin(String type, String opening) throws IOException {
        if (!begun) {
            begun = true;
            response.setStatus(200);
            response.setHeader("Content-Type", type);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "private, no-store");
            response.setHeader("X-Accel-Buffering", "no");
            write(opening);
        }
    }

    private void write(String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
