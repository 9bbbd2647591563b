package io.pitchpipe.tuningserver.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Understands {@code models/tunedModels/ID} as {@code tunedModels/ID}: several clients put {@code models/} in front of whatever name they are given, some with the slash escaped. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ModelPaths extends OncePerRequestFilter {

    private static final Pattern DOUBLED =
            Pattern.compile("^/(v1|v1beta|v1beta3|v1alpha)/(?:models/)?tunedModels(?:/|%2F|%2f)(.*)$");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = DOUBLED.matcher(request.getRequestURI());
        chain.doFilter(
                path.matches() ? new Renamed(request, "/" + path.group(1) + "/tunedModels/" + path.group(2)) : request,
                response);
    }

    private static final class Renamed extends HttpServletRequestWrapper {

        private final String path;

        Renamed(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return path;
        }
    }
}
