package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import io.pitchpipe.testing.PortalTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PageGuardTest extends PortalTest {

    /** As a browser that loads pages and never says that it left them. */
    private static UI open(VaadinSession session, int number) {
        var page = new UI();
        page.getInternals().setSession(session);
        page.doInit(VaadinRequest.getCurrent(), 1_000 + number, "flood");
        page.getInternals().setLastHeartbeatTimestamp(number);
        session.addUI(page);
        session.getService().fireUIInitListeners(page);
        return page;
    }

    @Test
    void of_the_pages_that_a_session_opens_without_end_the_oldest_close() {
        signIn(newTeam());
        var session = VaadinSession.getCurrent();
        var others = session.getUIs().size();
        var opened = new ArrayList<UI>();
        for (var each = 0; each < 3 * PageGuard.MAX_PAGES; each++) {
            opened.add(open(session, each));
        }

        var left = opened.stream().filter(page -> !page.isClosing()).toList();
        assertThat(left).isEqualTo(opened.subList(opened.size() - PageGuard.MAX_PAGES + others, opened.size()));
        var own = UI.getCurrent();
        left.forEach(page -> {
            // Vaadin asserts that a page is removed on its own account.
            UI.setCurrent(page);
            session.removeUI(page);
        });
        UI.setCurrent(own);
    }
}
