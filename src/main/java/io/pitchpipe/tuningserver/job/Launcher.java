package io.pitchpipe.tuningserver.job;

/**
 * Where trainings run: in this process by default, in any process that shares the queue's database, or wherever another implementation takes them. Callers learn nothing
 * of that; what becomes of a training stands in the store.
 */
public interface Launcher {

    /** Queues a model's training, in the caller's transaction. Projects take turns. */
    void launch(StoredModel model);

    /**
     * Takes a training out of the queue, in the caller's transaction.
     *
     * @return whether it had not begun; one that has begun sees the wish to end in the store
     */
    boolean withdraw(StoredModel model);
}
