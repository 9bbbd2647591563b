package io.pitchpipe.tuningserver.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Counts and times requests, by method, route and status. The route is the pattern that a handler was found by, so that nothing a caller writes becomes a label: the
 * number of series is that of routes times statuses. Around everything else, so that what other filters refuse is counted too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestMeters extends OncePerRequestFilter {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /** What restricts a variable of a pattern: {@code {version:v1|v1beta}}. */
    private static final Pattern RESTRICTION = Pattern.compile(":[^{}]*}");

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begun = System.nanoTime();
        int status = 500;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            Timer.builder("pitchpipe.http.requests")
                    .description("Requests, to the end of their answer")
                    .tag("method", METHODS.contains(request.getMethod()) ? request.getMethod() : "other")
                    .tag("route", route(request))
                    .tag("status", Integer.toString(status))
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static String route(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                ? RESTRICTION.matcher(pattern).replaceAll("}")
                : "none";
    }
}
