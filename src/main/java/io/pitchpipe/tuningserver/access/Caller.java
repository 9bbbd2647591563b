package io.pitchpipe.tuningserver.access;

import java.util.HashSet;
import java.util.Set;

/**
 * Who calls: a principal in a project, as its key says. What it may do follows from both: roles are granted to the principal and its groups, reading also to whole
 * projects.
 *
 * @param project new models and their work are counted to it
 * @param principal owns what it makes
 * @param groups the groups that the principal is in
 */
public record Caller(ProjectNumber project, Principal principal, Set<Principal> groups) {

    public Caller {
        groups = Set.copyOf(groups);
    }

    /** A project's own principal, which is in no group. */
    public static Caller ofProject(ProjectNumber project) {
        return new Caller(project, Principal.ofProject(project), Set.of());
    }

    /** The addresses that a role may have been granted to: its own and those of its groups. */
    public Set<String> addresses() {
        var addresses = new HashSet<String>();
        addresses.add(principal.email());
        groups.forEach(group -> addresses.add(group.email()));
        return addresses;
    }

    /** The same principal at work for another project. */
    public Caller in(ProjectNumber other) {
        return new Caller(other, principal, groups);
    }
}
