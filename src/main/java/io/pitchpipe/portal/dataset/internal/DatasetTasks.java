package io.pitchpipe.portal.dataset.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.pitchpipe.portal.dataset.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The durable tasks of this module. */
@Configuration(proxyBeanMethods = false)
class DatasetTasks {

    /** What the task needs to know. */
    record Version(UUID version) {}

    static final TaskDescriptor<Version> VALIDATE = TaskDescriptor.of("validate-dataset", Version.class);

    private static final int TRIES = 3;

    /** Has the version read in the background; in the caller's transaction, so that neither is there without the other. */
    static void schedule(SchedulerClient client, VersionId version, Instant when) {
        client.scheduleIfNotExists(
                VALIDATE.instance(version.toString())
                        .data(new Version(version.value()))
                        .build(),
                when);
    }

    @Bean
    Task<Version> validateDataset(VersionWork work, Clock clock) {
        return Tasks.oneTime(VALIDATE)
                .onFailure((complete, operations) -> {
                    var execution = complete.getExecution();
                    if (execution.consecutiveFailures + 1 >= TRIES) {
                        var version = new VersionId(UUID.fromString(execution.taskInstance.getId()));
                        work.fail(
                                version,
                                complete.getCause()
                                        .orElseGet(() -> new IllegalStateException("The cause is not known")));
                        operations.stop();
                    } else {
                        operations.reschedule(complete, clock.instant().plus(Duration.ofSeconds(5)));
                    }
                })
                .execute((instance, context) ->
                        work.run(new VersionId(instance.getData().version())));
    }

    @Bean
    RecurringTask<Void> sweepUploads(UploadRepository uploads, TransactionTemplate transaction, Clock clock) {
        return Tasks.recurring("sweep-dataset-uploads", FixedDelay.ofHours(1))
                .execute(
                        (instance, context) -> uploads.olderThan(clock.instant().minus(Duration.ofDays(1)))
                                .forEach(file -> transaction.executeWithoutResult(status -> uploads.deleteIdle(file))));
    }

    @Bean
    RecurringTask<Void> sweepChunks(Pruning pruning) {
        return Tasks.recurring("sweep-dataset-chunks", FixedDelay.ofHours(1))
                .execute((instance, context) -> pruning.sweep());
    }
}
