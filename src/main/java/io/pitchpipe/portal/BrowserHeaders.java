package io.pitchpipe.portal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * The headers that tell a browser what it may do with an answer. A valve, so that they are on every answer: a filter sees neither what
 * Tomcat refuses by itself nor, in time, what a servlet writes that is reached by a forward, as Vaadin's is.
 *
 * @see <a href="../../../../../../docs/decisions/0065-headers-from-a-valve.md">decision 0065</a>
 */
final class BrowserHeaders extends ValveBase {

    static final String POLICY = "Content-Security-Policy";

    /** For what is no page: a browser that shows it all the same runs nothing and asks for nothing. */
    static final String NOT_A_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String ONE_YEAR = "max-age=31536000";

    private final boolean alwaysByTls;

    /** @param alwaysByTls whether people reach the portal by https, whatever the line to the proxy before it is */
    BrowserHeaders(boolean alwaysByTls) {
        super(true);
        this.alwaysByTls = alwaysByTls;
    }

    /**
     * The policy of a page. Nothing comes from elsewhere, and inline scripts run only where the server wrote them. Vaadin's client
     * evaluates the calls that the server makes in the page, hence {@code unsafe-eval}; its components bring styles along.
     */
    static String page(String nonce) {
        return "default-src 'self'; script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'; "
                + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
                + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        write(response, alwaysByTls || request.isSecure());
        getNext().invoke(request, response);
    }

    /** What comes later may say something else of caching and of the policy, and nothing of the rest. */
    static void write(HttpServletResponse response, boolean byTls) {
        response.setHeader(POLICY, NOT_A_PAGE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        if (byTls) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
    }
}
