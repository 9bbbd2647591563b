package io.pitchpipe.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that name another host than this portal's (so that a page elsewhere cannot rebind its name to this machine),
 * and requests that a page of another origin makes: Vaadin's push endpoint would take them with nothing but the cookie.
 */
final class OriginFilter extends OncePerRequestFilter {

    private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final @Nullable String baseOrigin;
    private final BiConsumer<String, String> refused;

    /**
     * @param allowedHosts further host names, without ports
     * @param baseUrl where people reach the portal from outside, such as {@code https://tune.example.org}; may be empty
     * @param refused gets the caller's address and what was refused
     */
    OriginFilter(List<String> allowedHosts, String baseUrl, BiConsumer<String, String> refused) {
        this.refused = refused;
        allowedHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .forEach(hosts::add);
        if (baseUrl.isBlank()) {
            baseOrigin = null;
        } else {
            var base = URI.create(baseUrl.strip());
            if (base.getHost() == null || base.getScheme() == null) {
                throw new IllegalArgumentException(
                        "pitchpipe.base-url must be like https://tune.example.org, not " + baseUrl);
            }
            hosts.add(base.getHost().toLowerCase(Locale.ROOT));
            baseOrigin = origin(base.getScheme(), base.getHost(), base.getPort());
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var host = hostWithoutPort(request.getHeader("Host"));
        // The second is what redirects are made of: a header that speaks for another host must not get through to it.
        if (host == null || !hosts.contains(host) || !hosts.contains(nameIn(request))) {
            refused.accept(request.getRemoteAddr(), "the host name " + host);
            refuse(
                    response,
                    400,
                    "This portal does not answer under that host name. Its operator can allow it with "
                            + "pitchpipe.allowed-hosts or pitchpipe.base-url.");
            return;
        }
        var origin = request.getHeader("Origin");
        if (origin != null && !isOwn(origin, request)) {
            refused.accept(request.getRemoteAddr(), "a page of " + origin);
            refuse(response, 403, "This request comes from a page of another origin.");
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        URI uri;
        try {
            uri = URI.create(origin);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            return false;
        }
        var asked = origin(uri.getScheme(), uri.getHost(), uri.getPort());
        return asked.equals(baseOrigin)
                || asked.equals(origin(request.getScheme(), request.getServerName(), request.getServerPort()));
    }

    private static String origin(String scheme, String host, int port) {
        var kind = scheme.toLowerCase(Locale.ROOT);
        var shown = port >= 0 ? port : kind.equals("https") ? 443 : 80;
        return kind + "://" + host.toLowerCase(Locale.ROOT) + ":" + shown;
    }

    private static String nameIn(HttpServletRequest request) {
        return String.valueOf(hostWithoutPort(request.getServerName()));
    }

    private static @Nullable String hostWithoutPort(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var host = header.strip().toLowerCase(Locale.ROOT);
        var end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return end > 0 ? host.substring(0, end) : host;
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write(sentence + "\n");
    }
}
