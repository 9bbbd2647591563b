package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.genapi.ApiError;
import io.pitchpipe.genapi.Status;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.ApiFailure.InvalidArgument.Violation;
import io.pitchpipe.portal.backend.Connection;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sorts an answer that is no success. What is not a google.rpc.Status envelope was said by something in between, and is believed less. */
final class Failures {

    private static final int LONGEST_MESSAGE = 400;

    /** Fields that are looked at; our own server names no more. */
    private static final int MAX_VIOLATIONS = 1_000;

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final JsonMapper json;
    private final Clock clock;

    Failures(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    ApiFailure of(Connection connection, BackendHttp.Answer answer) {
        var code = answer.response.getCode();
        if (code == 429) {
            return new ApiFailure.Exhausted(retryAfter(answer.response.getFirstHeader("Retry-After")));
        }
        if (code >= 300 && code < 400) {
            return new ApiFailure.Garbage("A redirect (" + code + "), which is not followed");
        }
        var status = envelope(answer);
        if (status == null) {
            return code >= 500
                    ? new ApiFailure.Unavailable("Status " + code + " without an error envelope", null)
                    : new ApiFailure.Garbage("Status " + code + " without an error envelope");
        }
        return sorted(code, status, message(connection, status), violations(connection, status));
    }

    private static ApiFailure sorted(int code, Status status, String message, List<Violation> violations) {
        return switch (code) {
            case 401 -> new ApiFailure.Unauthenticated(message);
            case 403 -> new ApiFailure.PermissionDenied(message);
            case 404 -> new ApiFailure.NotFound(message);
            case 409 ->
                "ABORTED".equals(status.status())
                        ? new ApiFailure.Unavailable("Aborted: " + message, null)
                        : new ApiFailure.AlreadyExists(message);
            case 400 ->
                isWrongKey(status)
                        ? new ApiFailure.Unauthenticated(message)
                        : new ApiFailure.InvalidArgument(code, message, violations);
            case 408, 499, 500, 502, 503, 504 -> new ApiFailure.Unavailable("Status " + code + ": " + message, null);
            default -> new ApiFailure.InvalidArgument(code, message, violations);
        };
    }

    /** Google answers 400, not 401, to a wrong key. */
    private static boolean isWrongKey(Status status) {
        var details = status.details();
        return (details != null && details.stream().anyMatch(detail -> "API_KEY_INVALID".equals(detail.get("reason"))))
                || Objects.requireNonNullElse(status.message(), "").startsWith("API key not valid");
    }

    private @Nullable Status envelope(BackendHttp.Answer answer) {
        try {
            var read = json.readValue(answer.readAll(clock, Duration.ofSeconds(10)), ApiError.class);
            return read == null ? null : read.error();
        } catch (JacksonException | IOException | ApiFailure noEnvelope) {
            return null;
        }
    }

    /** Of a google.rpc.BadRequest; what looks otherwise is passed over. */
    private static List<Violation> violations(Connection connection, Status status) {
        if (status.details() == null) {
            return List.of();
        }
        return status.details().stream()
                .filter(Objects::nonNull)
                .map(detail -> detail.get("fieldViolations"))
                .flatMap(found -> found instanceof List<?> list ? list.stream() : Stream.empty())
                .limit(MAX_VIOLATIONS)
                .flatMap(each -> each instanceof Map<?, ?> violation && violation.get("field") instanceof String field
                        ? Stream.of(new Violation(
                                shortened(connection, field),
                                violation.get("description") instanceof String description
                                        ? shortened(connection, description)
                                        : ""))
                        : Stream.empty())
                .toList();
    }

    private static String message(Connection connection, Status status) {
        return shortened(connection, Objects.requireNonNullElse(status.message(), "no reason given"));
    }

    private static String shortened(Connection connection, String text) {
        var said = text.replace(connection.credential().reveal(), "…")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return said.length() <= LONGEST_MESSAGE ? said : said.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** RFC 9110, 10.2.3: seconds or a date; what is neither is as good as absent. */
    private @Nullable Duration retryAfter(@Nullable Header header) {
        if (header == null) {
            return null;
        }
        var value = header.getValue().strip();
        try {
            var wait = value.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
            if (wait.isNegative()) {
                return Duration.ZERO;
            }
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
