package io.pitchpipe.tuningserver.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

/** Launches by db-scheduler: whichever process polls the queue's table trains. The table is the queue, so it outlives every process. */
final class QueueLauncher implements Launcher {

    static final String TASK = "tune";

    private final SchedulerClient client;
    private final JobQueue queue;
    private final Runnable wake;

    /** @param wake called once what was queued is committed */
    QueueLauncher(SchedulerClient client, JobQueue queue, Runnable wake) {
        this.client = client;
        this.queue = queue;
        this.wake = wake;
    }

    @Override
    public void launch(StoredModel model) {
        client.scheduleIfNotExists(
                new TaskInstance<>(TASK, model.operationId(), model.id().value()), model.createTime());
        queue.order();
        wake.run();
    }

    @Override
    public boolean withdraw(StoredModel model) {
        try {
            client.cancel(new TaskInstance<>(TASK, model.operationId()));
            queue.order();
            return true;
        } catch (TaskInstanceException runningOrGone) {
            return false;
        }
    }
}
