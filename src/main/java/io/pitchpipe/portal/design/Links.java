package io.pitchpipe.portal.design;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinServlet;

/** Links inside the application by route, so that design and features need not know each other's views. */
public final class Links {

    private Links() {}

    /** A plain link; {@code text} is shown as text. */
    public static Anchor to(String route, String text) {
        var link = new Anchor(route, text);
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    /**
     * Leads the browser to another page, loaded anew: what this one holds is let go.
     *
     * @param path from the application's root, beginning with a slash; an empty address would lead nowhere
     */
    public static void leave(UI ui, String path) {
        ui.getPage().setLocation(address(path));
    }

    /** As {@link #leave}, but "back" leads past the page that is left. */
    public static void replace(UI ui, String path) {
        ui.getPage().executeJs("window.location.replace($0)", address(path));
    }

    private static String address(String path) {
        var servlet = VaadinServlet.getCurrent();
        return (servlet == null ? "" : servlet.getServletContext().getContextPath()) + path;
    }

    /** A link that looks like the primary button. */
    public static Anchor primary(String route, String text) {
        var link = button(route, text);
        link.addClassName("pp-button-primary");
        return link;
    }

    /** A link that looks like a button. */
    public static Anchor button(String route, String text) {
        var link = new Anchor(route, new Span(text));
        link.getElement().setAttribute("router-link", true);
        link.addClassName("pp-button");
        return link;
    }
}
