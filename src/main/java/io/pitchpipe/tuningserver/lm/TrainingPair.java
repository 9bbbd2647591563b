package io.pitchpipe.tuningserver.lm;

import java.util.Objects;

/**
 * One example to learn from.
 *
 * @param input the user's text
 * @param output the answer to learn
 */
public record TrainingPair(String input, String output) {

    public TrainingPair {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
    }
}
