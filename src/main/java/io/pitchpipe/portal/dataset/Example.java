package io.pitchpipe.portal.dataset;

/**
 * A pair to tune on. Lengths are counted in Unicode code points everywhere.
 *
 * @param input what the model will be asked; at most {@link Limits#INPUT_CHARACTERS} in a dataset that may be tuned on
 * @param output what it should answer; at most {@link Limits#OUTPUT_CHARACTERS}
 */
public record Example(String input, String output) {}
