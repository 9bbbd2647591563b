package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.common.TeamId;

/** A section of Home that a feature fills; a bean of its {@code ui} package. */
public interface HomeCard {

    /** A key of the bundle of texts: the section's heading. */
    String titleKey();

    /** Where it stands, smaller first: 10 running now, 20 ready, 30 shared with us, 40 recent datasets. */
    int order();

    /**
     * What the section shows for {@code team}; called on the UI thread for each visit. A component that is not visible leaves
     * the whole section out.
     */
    Component create(TeamId team);

    /** Whether it is a way to begin, such as a sample to try: then it is a button, and stands only where nothing else does. */
    default boolean starter() {
        return false;
    }
}
