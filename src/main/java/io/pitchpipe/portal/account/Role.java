package io.pitchpipe.portal.account;

/** What a member may do in a team; each role includes the ones before it. */
public enum Role {
    /** Sees the team's models and prompts them. */
    VIEWER,
    /** Also datasets, tuning, and sharing of what the team owns. */
    EDITOR,
    /** Also members, quota and the connection. */
    OWNER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
