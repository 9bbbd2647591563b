package io.pitchpipe.tuningserver.lm;

/**
 * Something in the models folder that looks like a base model and cannot be used.
 *
 * @param file name of the file or folder
 * @param reason a sentence for people
 */
public record UnreadableModel(String file, String reason) {}
