package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;

/** A section of Administration · Instance that a feature fills, seen by administrators only; a bean of its {@code ui} package. */
public interface InstancePanel {

    /** Where it stands among the panels, smaller first. */
    int order();

    /** What the section shows, heading included; called on the UI thread for each visit. */
    Component create();
}
