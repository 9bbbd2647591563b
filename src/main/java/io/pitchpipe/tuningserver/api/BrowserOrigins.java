package io.pitchpipe.tuningserver.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the web pages of {@code pitchpipe.server.cors-origins} read answers in a browser; those of other origins get no header, so that their browsers keep the answers from them. Keys travel in headers or the query and never as
 * cookies, so credentials are not allowed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BrowserOrigins extends OncePerRequestFilter {

    private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9, _-]{0,1000}");

    private final List<String> origins;

    BrowserOrigins(@Value("${pitchpipe.server.cors-origins:}") List<String> origins) {
        this.origins = List.copyOf(origins);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var allowed = allowed(request.getHeader("Origin"));
        if (allowed == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", allowed);
        response.addHeader("Vary", "Origin");
        if (!request.getMethod().equals("OPTIONS") || request.getHeader("Access-Control-Request-Method") == null) {
            chain.doFilter(request, response);
            return;
        }
        var headers = request.getHeader("Access-Control-Request-Headers");
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
        if (headers != null && HEADER_NAMES.matcher(headers).matches()) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private @Nullable String allowed(@Nullable String origin) {
        if (origin == null) {
            return null;
        }
        return origins.contains("*") ? "*" : origins.contains(origin) ? origin : null;
    }
}
