package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.ProjectNumber;

/**
 * An unfinished training as the queue sees it.
 *
 * @param model its model
 * @param operationId names it in the queue
 * @param project its work is counted to
 * @param seq grows in order of creation
 * @param priority {@value #MIN_PRIORITY} to {@value #MAX_PRIORITY}; higher ones go first, whatever is fair
 * @param running whether a process works on it
 * @param begun whether one ever did: it goes on before others begin
 */
public record QueuedJob(
        TunedModelId model,
        String operationId,
        ProjectNumber project,
        long seq,
        int priority,
        boolean running,
        boolean begun) {

    public static final int MIN_PRIORITY = -100;
    public static final int MAX_PRIORITY = 100;
}
