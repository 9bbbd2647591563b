package io.pitchpipe.tuningserver.access;

import org.jspecify.annotations.Nullable;

/**
 * A project.
 *
 * @param number its number
 * @param id its name in {@code x-goog-user-project}, beside the number; null if it has none
 * @param displayName its name for people
 */
public record Project(ProjectNumber number, @Nullable String id, String displayName) {

    /** What an id looks like: 6 to 30 characters, as project ids of the public service. */
    public static final String ID_PATTERN = "[a-z][a-z0-9-]{4,28}[a-z0-9]";
}
