package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Principal;
import org.jspecify.annotations.Nullable;

/**
 * A role on a model that somebody has.
 *
 * @param id names it on its model: the principal's 21 digits, or {@value #EVERYONE}
 * @param seq grows in order of creation
 * @param type what kind of grantee it is
 * @param grantee who; null for everyone
 * @param role what the grantee may do
 */
public record Grant(
        String id, long seq, Type type, @Nullable Principal grantee, Role role) {

    /** The id of everyone's. */
    public static final String EVERYONE = "everyone";

    /** Kinds of grantees. */
    public enum Type {
        /** A person or a program. */
        USER,
        /** All members of a group that the server's operator declared. */
        GROUP,
        /** Whoever has a key of this server. */
        EVERYONE
    }

    static Grant of(Type type, @Nullable Principal grantee, Role role) {
        return new Grant(grantee == null ? EVERYONE : grantee.permissionId(), 0, type, grantee, role);
    }
}
