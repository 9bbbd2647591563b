package io.pitchpipe.portal.catalog;

/** The lists of models a team has. */
public enum ModelList {
    /** Taught by the person asking. */
    MINE,
    /** Taught by anyone of the team. */
    TEAM,
    /** Owned by others who let the team prompt them. */
    SHARED
}
