package io.pitchpipe.portal.backend;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a backend that did not succeed, sorted by what the caller can do about it. No message of a failure ever holds the
 * credential; {@link #getMessage()} is for logs, {@link InvalidArgument#sentence()} and {@link #reason()} for people.
 */
public abstract sealed class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ApiFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** One English sentence that says what happened, without anything secret. */
    public abstract String reason();

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean transientFailure() {
        return false;
    }

    /** 404: what was asked for is not there, or not for this key. */
    public static final class NotFound extends ApiFailure {
        private static final long serialVersionUID = 1L;

        public NotFound(String said) {
            super("404: " + said, null);
        }

        @Override
        public String reason() {
            return "The backend does not know what was asked for.";
        }
    }

    /** 403: the key is good, but may not do this. */
    public static final class PermissionDenied extends ApiFailure {
        private static final long serialVersionUID = 1L;

        public PermissionDenied(String said) {
            super("403: " + said, null);
        }

        @Override
        public String reason() {
            return "The team's API key may not do this on the backend.";
        }
    }

    /** 401, or the 400 that Google answers to a wrong key. */
    public static final class Unauthenticated extends ApiFailure {
        private static final long serialVersionUID = 1L;

        public Unauthenticated(String said) {
            super("Not authenticated: " + said, null);
        }

        @Override
        public String reason() {
            return "The backend does not accept the team's API key.";
        }
    }

    /** 409: something of that name exists. */
    public static final class AlreadyExists extends ApiFailure {
        private static final long serialVersionUID = 1L;

        public AlreadyExists(String said) {
            super("409: " + said, null);
        }

        @Override
        public String reason() {
            return "The backend already has something of that name.";
        }
    }

    /** 400 and other refusals of the request itself: sending it again changes nothing. */
    public static final class InvalidArgument extends ApiFailure {
        private static final long serialVersionUID = 1L;
        private final String sentence;
        private final transient List<Violation> violations;

        /**
         * What is wrong with one field of the request, as the backend says: untrusted text.
         *
         * @param field its path, such as {@code tuned_model.display_name}
         * @param description may be empty
         */
        public record Violation(String field, String description) {}

        public InvalidArgument(int status, String sentence) {
            this(status, sentence, List.of());
        }

        public InvalidArgument(int status, String sentence, List<Violation> violations) {
            super(status + ": " + sentence, null);
            this.sentence = sentence;
            this.violations = List.copyOf(violations);
        }

        /** The fields it names, if it does. */
        public List<Violation> violations() {
            return violations == null ? List.of() : violations;
        }

        /** What the backend said about the request: untrusted text. */
        public String sentence() {
            return sentence;
        }

        @Override
        public String reason() {
            return "The backend refused the request: " + sentence;
        }
    }

    /** 429: too much at once. */
    public static final class Exhausted extends ApiFailure {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;

        public Exhausted(@Nullable Duration retryAfter) {
            super("429, retry after " + retryAfter, null);
            this.retryAfter = retryAfter;
        }

        /** What the backend asked for in {@code Retry-After}, if anything; never negative. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public String reason() {
            return "The backend has too much to do, or the team's quota there is used up.";
        }

        @Override
        public boolean transientFailure() {
            return true;
        }
    }

    /** 5xx, a timeout, a broken connection, or a backend that is not there: it may have acted on the request or not. */
    public static final class Unavailable extends ApiFailure {
        private static final long serialVersionUID = 1L;

        public Unavailable(String what, @Nullable Throwable cause) {
            super(what, cause);
        }

        @Override
        public String reason() {
            return "The backend does not answer.";
        }

        @Override
        public boolean transientFailure() {
            return true;
        }
    }

    /** An answer that is none: HTML, cut JSON, too much of it, or a redirect. Never a success, whatever its status; it may be one next time. */
    public static final class Garbage extends ApiFailure {
        private static final long serialVersionUID = 1L;

        public Garbage(String what) {
            super(what, null);
        }

        @Override
        public String reason() {
            return "What answers at the backend's address does not speak the tunedModels API.";
        }

        @Override
        public boolean transientFailure() {
            return true;
        }
    }

    /** The address may not be called from here: it is private, loopback or a metadata service, and no operator allowed it. */
    public static final class AddressRefused extends ApiFailure {
        private static final long serialVersionUID = 1L;

        public AddressRefused(String host) {
            super("Refused to connect to " + host + ": it is not a public address", null);
        }

        @Override
        public String reason() {
            return "The backend's address is inside a private network, and the operator has not allowed it.";
        }
    }
}
