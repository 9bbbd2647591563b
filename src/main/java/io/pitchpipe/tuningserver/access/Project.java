package io.pitchpipe.tuningserver.access;

/**
 * A project.
 *
 * @param number its number
 * @param displayName its name for people
 */
public record Project(ProjectNumber number, String displayName) {}
