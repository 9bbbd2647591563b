package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;

/**
 * What a team holds of what it may.
 *
 * @param name of the team; untrusted
 * @param bytes of its rows, and of files that wait to be imported or swept
 * @param datasets how many it has
 * @param quota what it may hold
 * @param own whether that is a limit of its own, not the one of every team
 */
public record QuotaUse(TeamId team, String name, long bytes, int datasets, Quota quota, boolean own) {

    /** From here on people are told before they run into it. */
    private static final double NEAR = 0.8;

    /** Hardly anything more fits. */
    public boolean near() {
        return bytes >= NEAR * quota.bytes() || datasets >= NEAR * quota.datasets();
    }
}
