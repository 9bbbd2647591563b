package io.pitchpipe.portal;

import io.pitchpipe.portal.design.Notifications;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/** What is answered where no page could be built at all, as when the database is away: a sentence, and a status that proxies understand. */
final class FaultPages extends OncePerRequestFilter {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String RETRY_SECONDS = "10";

    private final ResourceBundle texts = ResourceBundle.getBundle("vaadin-i18n/translations", Locale.ENGLISH);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            answer(request, response, failure);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        response.resetBuffer();
        if (isOfTheDatabase(failure)) {
            logger.warn("Answered without a page, since the database is away: " + failure.getMessage());
            response.setHeader("Retry-After", RETRY_SECONDS);
            write(
                    request,
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    texts.getString("fault.database.title"),
                    texts.getString("fault.database.text"));
        } else {
            write(
                    request,
                    response,
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    texts.getString("design.error.fault.title"),
                    MessageFormat.format(texts.getString("design.error.unexpected"), Notifications.report(failure)));
        }
    }

    private static boolean isOfTheDatabase(Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String title, String text)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        var accepts = request.getHeader("Accept");
        if (accepts == null || !accepts.contains("text/html")) {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(title + ". " + text + "\n");
            return;
        }
        response.setHeader(BrowserHeaders.POLICY, POLICY);
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title><link rel="stylesheet" href="%3$s/portal/styles/fault.css"></head>
                <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text), request.getContextPath()));
    }
}
