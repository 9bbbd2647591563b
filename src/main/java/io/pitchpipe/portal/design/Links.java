package io.pitchpipe.portal.design;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;

/** Links inside the application by route, so that design and features need not know each other's views. */
public final class Links {

    private Links() {}

    /** A plain link; {@code text} is shown as text. */
    public static Anchor to(String route, String text) {
        var link = new Anchor(route, text);
        link.getElement().setAttribute("router-link", true);
        return link;
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
