package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.common.TeamId;
import java.util.UUID;

/** A section of a model's Overview that another feature fills, such as the verdict; a bean of its {@code ui} package. */
public interface ModelPanel {

    /** Where it stands among the panels, smaller first; below 50 stands above the model's facts. */
    int order();

    /** What the section shows, heading included, for a model the team owns or that is shared with it; what is not visible leaves the section out. */
    Component create(TeamId team, UUID model);
}
