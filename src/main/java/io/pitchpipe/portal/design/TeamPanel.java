package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.common.TeamId;

/** A section of the Team page that another feature fills, such as the team's connection; a bean of its {@code ui} package. */
public interface TeamPanel {

    /** A key of the bundle of texts: the section's heading. */
    String titleKey();

    /** Where it stands among the panels, smaller first. */
    int order();

    /** What the section shows; a component that is not visible leaves the section out. */
    Component create(TeamId team);
}
