package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ApiError;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.Projects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a call through to its route, by the route's {@link Allow}. A key comes as {@code key=}, as {@code x-goog-api-key}, or, as OAuth's tokens do, as a bearer token (also
 * {@code access_token=}); a bearer may name another project of its principal in {@code x-goog-user-project}.
 */
@Component
class Gate implements HandlerInterceptor {

    /** Characters of a token for metrics: short ones are guessed. */
    private static final int MIN_TOKEN = 16;

    private final Projects projects;
    private final String adminToken;
    private final String metricsToken;

    Gate(
            Projects projects,
            @Value("${pitchpipe.server.admin-token:}") String adminToken,
            @Value("${pitchpipe.server.metrics-token:}") String metricsToken) {
        if (!metricsToken.isEmpty() && metricsToken.length() < MIN_TOKEN) {
            throw new IllegalArgumentException(
                    "pitchpipe.server.metrics-token has at least " + MIN_TOKEN + " characters");
        }
        this.projects = projects;
        this.adminToken = adminToken;
        this.metricsToken = metricsToken;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        var allow = method.getMethodAnnotation(Allow.class);
        if (allow == null) {
            throw new Denied(ApiError.of(RpcCode.PERMISSION_DENIED, "This method is not open to anyone."));
        }
        switch (allow.value()) {
            case ANYONE -> {}
            case KEY -> request.setAttribute(Call.CALLER, caller(request));
            case ADMIN -> require(request, "no admin surface: it was started without an admin token", adminToken);
            case SCRAPER ->
                require(request, "no metrics: it was started without a token for them", metricsToken, adminToken);
        }
        return true;
    }

    private Caller caller(HttpServletRequest request) {
        var query = Query.of(request);
        var key = query.get("key").or(() -> header(request, "x-goog-api-key"));
        if (key.isPresent()) {
            return projects.callerOf(key.get()).orElseThrow(Gate::invalidKey);
        }
        var token = bearer(request).or(() -> query.get("access_token")).or(() -> query.get("oauth_token"));
        if (token.isPresent()) {
            var caller = projects.callerOf(token.get()).orElseThrow(Gate::invalidToken);
            return header(request, "x-goog-user-project")
                    .map(name -> projects.usableBy(caller.principal(), name)
                            .map(caller::in)
                            .orElseThrow(() -> foreignProject(name)))
                    .orElse(caller);
        }
        throw new Denied(
                ApiError.of(
                        RpcCode.PERMISSION_DENIED,
                        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."));
    }

    /** Asks for one of these tokens; where none of them was set, there is nothing here. */
    private static void require(HttpServletRequest request, String without, String... tokens) {
        var set = Stream.of(tokens).filter(token -> !token.isEmpty()).toList();
        if (set.isEmpty()) {
            throw new Denied(ApiError.of(RpcCode.NOT_FOUND, "This server has " + without + "."));
        }
        var given = bearer(request).orElse("").getBytes(StandardCharsets.UTF_8);
        if (set.stream().noneMatch(token -> MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8)))) {
            throw invalidToken();
        }
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return header(request, "Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        @Nullable String value = request.getHeader(name);
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static Denied invalidKey() {
        var message = "API key not valid. Please pass a valid API key.";
        return new Denied(ApiError.of(
                RpcCode.INVALID_ARGUMENT,
                message,
                List.of(
                        Detail.of("google.rpc.ErrorInfo")
                                .with("reason", "API_KEY_INVALID")
                                .with("domain", "googleapis.com")
                                .with("metadata", Map.of("service", "generativelanguage.googleapis.com")),
                        Detail.of("google.rpc.LocalizedMessage")
                                .with("locale", "en-US")
                                .with("message", message))));
    }

    private static Denied foreignProject(String name) {
        return new Denied(ApiError.of(
                RpcCode.PERMISSION_DENIED,
                "Caller does not have required permission to use project " + name + ".",
                List.of(Detail.of("google.rpc.ErrorInfo")
                        .with("reason", "USER_PROJECT_DENIED")
                        .with("domain", "googleapis.com")
                        .with("metadata", Map.of("consumer", "projects/" + name)))));
    }

    private static Denied invalidToken() {
        return new Denied(
                ApiError.of(
                        RpcCode.UNAUTHENTICATED,
                        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."));
    }

    /** A call that does not get through. */
    static final class Denied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ApiError error;

        Denied(ApiError error) {
            super("denied", null, false, false);
            this.error = error;
        }

        ApiError error() {
            return error;
        }
    }
}
