package io.pitchpipe.portal.design;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.I18NProvider;

/** Holds the room of what is loading, so that nothing jumps when it arrives. */
public final class Skeleton extends Div {

    private static final long serialVersionUID = 1L;

    /** @param lines how many lines of text it stands for */
    public Skeleton(int lines) {
        addClassName("pp-skeleton");
        getElement().setAttribute("role", "status");
        getElement().setAttribute("aria-label", I18NProvider.translate("design.loading"));
        for (var line = 0; line < lines; line++) {
            var bar = new Div();
            bar.addClassName("pp-skeleton-line");
            add(bar);
        }
    }
}
