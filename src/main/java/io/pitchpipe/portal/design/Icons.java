package io.pitchpipe.portal.design;

import com.vaadin.flow.component.icon.SvgIcon;

/** The icon set: symbols of one sprite, so that a page fetches one file. Always decoration: words stand beside or in a label. */
public final class Icons {

    private Icons() {}

    /** @param name the id of a symbol in {@code frontend/static/icons/icons.svg}, such as {@code "database"} */
    public static SvgIcon of(String name) {
        var icon = new SvgIcon("portal/icons/icons.svg", name);
        icon.addClassName("pp-icon");
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}
