package io.pitchpipe.portal.dataset.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The durable tasks of this module. */
@Configuration(proxyBeanMethods = false)
class DatasetTasks {

    /** What the task needs to know. */
    record Version(UUID version) {}

    static final TaskDescriptor<Version> VALIDATE = TaskDescriptor.of("validate-dataset", Version.class);

    /** How often a version is read that fails, and how long after it failed. */
    private record Patience(int tries, Duration pause) {

        static final Patience USUAL = new Patience(3, Duration.ofSeconds(5));
        /** The place for rows may be back in some minutes, and the file is still there. */
        static final Patience STORAGE_AWAY = new Patience(10, Duration.ofSeconds(30));
        /** What somebody typed is in the rows that wait to be checked, and would go with the version: nobody has it in a file. */
        static final Patience STORAGE_AWAY_FROM_ROWS = new Patience(Integer.MAX_VALUE, STORAGE_AWAY.pause());

        static Patience with(@Nullable Throwable cause, Optional<Work> work) {
            if (!(cause instanceof StorageAwayException)) {
                return USUAL;
            }
            return work.filter(given -> given.kind() == Work.Kind.CHECK).isPresent()
                    ? STORAGE_AWAY_FROM_ROWS
                    : STORAGE_AWAY;
        }
    }

    /** Has the version read in the background; in the caller's transaction, so that neither is there without the other. */
    static void schedule(SchedulerClient client, VersionId version, Instant when) {
        client.scheduleIfNotExists(
                VALIDATE.instance(version.toString())
                        .data(new Version(version.value()))
                        .build(),
                when);
    }

    @Bean
    Task<Version> validateDataset(VersionWork work, VersionStates states, Clock clock) {
        return Tasks.oneTime(VALIDATE)
                .onFailure((complete, operations) -> {
                    var execution = complete.getExecution();
                    var version = new VersionId(UUID.fromString(execution.taskInstance.getId()));
                    var patience = Patience.with(
                            complete.getCause().orElse(null),
                            states.work(version).map(Work::of));
                    if (execution.consecutiveFailures + 1 >= patience.tries()) {
                        work.fail(
                                version,
                                complete.getCause()
                                        .orElseGet(() -> new IllegalStateException("The cause is not known")));
                        operations.stop();
                    } else {
                        operations.reschedule(complete, clock.instant().plus(patience.pause()));
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
