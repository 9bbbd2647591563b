package io.pitchpipe.tuningserver.lm;

/**
 * How long one example of a training may be.
 *
 * @param tokens most tokens, input and output and the chat template's together
 * @param why it is less than what the base takes, a sentence with figures; empty if it is not
 */
public record ExampleLimit(int tokens, String why) {

    public ExampleLimit {
        if (tokens < 1) {
            throw new IllegalArgumentException("An example has at least one token");
        }
    }
}
