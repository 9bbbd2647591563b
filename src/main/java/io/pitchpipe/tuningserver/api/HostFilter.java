package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ApiError;
import io.pitchpipe.genapi.RpcCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only calls that name a loopback host, as long as the server listens on loopback: a web page whose name was pointed at this machine (DNS rebinding) gets
 * nothing. On another address, the names given in {@code pitchpipe.server.hosts} hold, if there are any.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HostFilter extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final boolean loopbackOnly;
    private final List<String> hosts;

    HostFilter(
            @Value("${server.address:127.0.0.1}") InetAddress address,
            @Value("${pitchpipe.server.hosts:}") List<String> hosts) {
        this.loopbackOnly = address.isLoopbackAddress();
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (allowed(request.getServerName().toLowerCase(Locale.ROOT))) {
            chain.doFilter(request, response);
        } else {
            Reply.write(response, ApiError.of(RpcCode.INVALID_ARGUMENT, "This server does not answer to that Host."));
        }
    }

    private boolean allowed(String host) {
        if (LOOPBACK.contains(host) || hosts.contains(host)) {
            return true;
        }
        return !loopbackOnly && hosts.isEmpty();
    }
}
