package io.pitchpipe.portal.design;

import io.pitchpipe.portal.common.TeamId;
import java.util.List;
import java.util.function.Supplier;

/** Something the search in the top bar looks through; a bean of a feature's {@code ui} package. */
public interface SearchSource {

    /**
     * One thing found.
     *
     * @param icon a symbol of {@link Icons}
     * @param title its name, shown as text
     * @param detail a few words on what it is; asked when it is shown, on the UI thread and in the viewer's language, which {@link #find} does not know
     * @param route where it leads
     */
    record Hit(String icon, String title, Supplier<String> detail, String route) {}

    /**
     * The best hits for {@code text}, which is never blank; called off the UI thread with the caller's identity,
     * so it translates nothing.
     *
     * @param limit how many to return at most
     */
    List<Hit> find(TeamId team, String text, int limit);
}
