package io.pitchpipe.portal.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the log is as it was written.
 *
 * @param entries how many there are up to the last seal
 * @param upTo when the last sealed entry was written; empty while there is no seal
 * @param seal the number of the last seal, and the first digits of its hash: what to compare with the portal's own log file
 * @param damage the stretches that are not as they were written, oldest first, at most {@link #SHOWN}
 * @param more how many further ones there are
 * @param unsealed how many entries are newer than the last seal
 * @param unsealedSince when the oldest of these was written
 */
public record LogCheck(
        long entries,
        Optional<Instant> upTo,
        long seal,
        String sealMac,
        List<Damage> damage,
        int more,
        long unsealed,
        Optional<Instant> unsealedSince) {

    /** How many stretches are named. */
    public static final int SHOWN = 20;

    /** What happened to a stretch, as far as the numbers tell. */
    public enum Kind {
        CHANGED,
        REMOVED,
        ADDED,
        /** It was sealed with a secret that this instance no longer has, and cannot be checked. */
        OTHER_SECRET
    }

    /**
     * @param firstEntry the first id that belonged to the stretch
     * @param after entries of the stretch are not older than this; empty for the first one
     * @param until nor newer than this
     */
    public record Damage(Kind kind, long firstEntry, long lastEntry, Optional<Instant> after, Instant until) {}
}
