package io.pitchpipe.tuningserver.job;

import java.util.List;

/**
 * What is asked.
 *
 * @param turns the conversation so far, the last turn by the user
 * @param field what error messages call it, as in {@code contents}
 */
public record Question(List<Turn> turns, String field) {

    public Question {
        turns = List.copyOf(turns);
    }
}
