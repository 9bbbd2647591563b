package io.pitchpipe.tuningserver.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The queue of trainings: db-scheduler, with one thread per training that may run at once. */
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    private static final Duration POLL = Duration.ofMillis(500);

    /** How long a stop waits for the running step and its checkpoint. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    private final ObjectProvider<Scheduler> scheduler;

    QueueConfiguration(@Lazy ObjectProvider<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    @Bean
    OneTimeTask<String> tune(TrainingRun run) {
        return Tasks.oneTime(QueueLauncher.TASK, String.class)
                // Back to its own place in the queue, not to its end.
                .onFailure((failed, operations) -> operations.reschedule(failed, failed.getExecution().executionTime))
                .onDeadExecutionRevive()
                .execute((instance, context) -> run.run(new TunedModelId(instance.getData())));
    }

    @Bean
    Launcher launcher(DataSource dataSource, JobQueue queue) {
        var client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .serializer(new TextTaskData())
                .enablePriority()
                .build();
        return new QueueLauncher(client, queue, this::wakeAfterCommit);
    }

    @Bean(destroyMethod = "")
    Scheduler scheduler(DataSource dataSource, OneTimeTask<String> tune, ServerSettings settings, InstantSource clock) {
        return Scheduler.create(dataSource, tune)
                .clock(clock::instant)
                .threads(settings.trainers())
                .pollingInterval(POLL)
                .heartbeatInterval(settings.heartbeat())
                .enablePriority()
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(SHUTDOWN)
                .serializer(new TextTaskData())
                .executorService(Executors.newFixedThreadPool(
                        settings.trainers(),
                        Thread.ofPlatform().name("training-", 0).daemon().factory()))
                .build();
    }

    private void wakeAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.getObject().triggerCheckForDueExecutions();
            }
        });
    }

    /** Task data as text: a model's id. Nothing is ever deserialised by Java serialization. */
    private static final class TextTaskData implements Serializer {

        @Override
        public byte @Nullable [] serialize(@Nullable Object data) {
            return data == null ? null : data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
            return data == null || type != String.class ? null : type.cast(new String(data, StandardCharsets.UTF_8));
        }
    }

    /** Starts and stops the queue with the server. */
    @Configuration(proxyBeanMethods = false)
    static class Life {

        private final Scheduler scheduler;
        private final JobQueue queue;
        private final ModelStore store;
        private final ModelFiles files;
        private final TrainingRun run;
        private final ServerSettings settings;

        Life(
                Scheduler scheduler,
                JobQueue queue,
                ModelStore store,
                ModelFiles files,
                TrainingRun run,
                ServerSettings settings) {
            this.scheduler = scheduler;
            this.queue = queue;
            this.store = store;
            this.files = files;
            this.run = run;
            this.settings = settings;
        }

        @EventListener(ApplicationReadyEvent.class)
        void start() {
            if (!settings.sharedQueue()) {
                queue.releasePicked();
                files.sweep(store.folders());
            }
            scheduler.start();
        }

        @EventListener(ContextClosedEvent.class)
        void stop() {
            run.stop();
            scheduler.stop();
        }
    }
}
