package io.pitchpipe.tuningserver.job;

/**
 * One pair to learn from.
 *
 * @param input what is asked
 * @param output what is to be answered
 */
public record Example(String input, String output) {}
