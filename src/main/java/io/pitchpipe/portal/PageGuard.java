package io.pitchpipe.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import org.jsoup.nodes.Document;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** What a page gets before it is sent: the policy with its nonce, and the token that signing in asks for. And how many a session may have open. */
@Component
class PageGuard implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    /** Pages of one browser; each takes a quarter of a megabyte. */
    static final int MAX_PAGES = 30;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::guard);
        event.getSource().addUIInitListener(opened -> closeOldest(opened.getUI()));
    }

    private void guard(IndexHtmlResponse page) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var document = page.getDocument();
        document.select("script").attr("nonce", nonce);
        page.getVaadinResponse().setHeader(BrowserHeaders.POLICY, BrowserHeaders.page(nonce));
        if (page.getVaadinRequest() instanceof VaadinServletRequest request
                && request.getHttpServletRequest().getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            meta(document, "_csrf_parameter", token.getParameterName());
            meta(document, "_csrf", token.getToken());
        }
    }

    private static void meta(Document document, String name, String content) {
        document.head().appendElement("meta").attr("name", name).attr("content", content);
    }

    /** A page that is closed says so to the server, if its browser can. What is opened without end never does: the oldest go. */
    private static void closeOldest(UI opened) {
        var open = opened.getSession().getUIs().stream()
                .filter(ui -> ui != opened && !ui.isClosing())
                .sorted(Comparator.comparingLong((UI ui) -> ui.getInternals().getLastHeartbeatTimestamp())
                        .thenComparingInt(UI::getUIId))
                .toList();
        open.stream().limit(Math.max(0, open.size() + 1 - MAX_PAGES)).forEach(UI::close);
    }
}
