package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;

/** Something a feature has in the top bar of every page, between the theme switch and the user; a bean of its {@code ui} package. */
public interface BarPart {

    /** Where it stands among them, smaller first. */
    int order();

    /** What is shown; called for each page that is opened, with somebody signed in. */
    Component create();
}
