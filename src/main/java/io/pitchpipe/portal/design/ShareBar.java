package io.pitchpipe.portal.design;

import com.vaadin.flow.component.progressbar.ProgressBar;

/**
 * A share of a whole as a bar: how far a job is, how many answers are right. All are of one length, so that two of them can be
 * compared by eye wherever they stand; say the figure beside it in words too.
 */
public final class ShareBar extends ProgressBar {

    private static final long serialVersionUID = 1L;

    /** @param label what it measures, for those who do not see it */
    public ShareBar(String label, double share) {
        super(0, 1, Math.clamp(share, 0, 1));
        addClassName("pp-share");
        getElement().setAttribute("aria-label", label);
    }

    /** @param whole counts as empty when it is 0 */
    public static ShareBar of(String label, long part, long whole) {
        return new ShareBar(label, whole <= 0 ? 0 : (double) part / whole);
    }

    /** Grey: what the others are measured against, such as the base beside the tuned model. */
    public ShareBar reference() {
        getElement().setAttribute("data-tone", "reference");
        return this;
    }
}
