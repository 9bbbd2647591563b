package io.pitchpipe.portal.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The head that all tabs of one object share: where it belongs, its name, status, facts and actions, and a link to each tab. Each
 * tab is a view of its own under its own URL, so that the back button works and a tab can be sent to someone.
 */
public final class ObjectHeader extends Div {

    private static final long serialVersionUID = 1L;

    private final PageHeader header;
    private final Nav tabs = new Nav();
    private final List<Anchor> links = new ArrayList<>();

    public ObjectHeader(String title) {
        header = new PageHeader(title).withRoomForFacts();
        addClassName("pp-object-header");
        tabs.addClassName("pp-tabs");
        tabs.setVisible(false);
        add(header, tabs);
    }

    public ObjectHeader title(String text) {
        header.title(text);
        return this;
    }

    /** Where the object is listed. */
    public ObjectHeader back(String route, String label) {
        header.back(route, label);
        return this;
    }

    public ObjectHeader status(Component badge) {
        header.status(badge);
        return this;
    }

    public ObjectHeader fact(String text) {
        header.fact(text);
        return this;
    }

    public ObjectHeader fact(Component fact) {
        header.fact(fact);
        return this;
    }

    public ObjectHeader action(Component action) {
        header.action(action);
        return this;
    }

    public ObjectHeader primary(Button button) {
        header.primary(button);
        return this;
    }

    public ObjectHeader primary(String route, String label) {
        header.primary(route, label);
        return this;
    }

    /** A tab under its own route; the one whose route is the current location is marked. */
    public ObjectHeader tab(String label, String route) {
        var link = Links.to(route, label);
        link.addClassName("pp-tab");
        links.add(link);
        tabs.add(link);
        tabs.setVisible(true);
        return this;
    }

    /** A tab with how many things wait behind it; none are not counted. */
    public ObjectHeader tab(String label, String route, int count) {
        tab(label, route);
        if (count > 0) {
            var badge = new Span(Formats.number(count));
            badge.addClassName("pp-tab-count");
            links.getLast().add(badge);
        }
        return this;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        tabs.getElement().setAttribute("aria-label", getTranslation("design.tabs"));
        var here = attached.getUI().getActiveViewLocation().getPath();
        for (var link : links) {
            if (link.getHref().equals(here)) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        }
    }
}
