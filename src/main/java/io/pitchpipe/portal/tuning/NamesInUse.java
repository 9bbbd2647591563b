package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.common.TeamId;
import java.util.List;

/** The names of a team's models that can be used, or will be: the catalog knows which there are. */
public interface NamesInUse {

    /** Those that contain a text, in any case. */
    List<String> like(TeamId team, String text);
}
