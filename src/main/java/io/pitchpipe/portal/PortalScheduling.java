package io.pitchpipe.portal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import tools.jackson.databind.json.JsonMapper;

/** The portal's one durable asynchrony: db-scheduler, fed from the {@link Task} beans of all features. */
@Configuration(proxyBeanMethods = false)
class PortalScheduling {

    /** For tests of parts that schedule nothing themselves; in production tasks always run. */
    private final boolean enabled;

    private final ObjectProvider<Scheduler> scheduler;

    PortalScheduling(
            @Value("${pitchpipe.scheduler.enabled:true}") boolean enabled, @Lazy ObjectProvider<Scheduler> scheduler) {
        this.enabled = enabled;
        this.scheduler = scheduler;
    }

    /** Schedules in the caller's transaction: what is rolled back was never scheduled. */
    @Bean
    SchedulerClient schedulerClient(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .serializer(new JsonTaskData())
                .build();
    }

    @Bean(destroyMethod = "stop")
    Scheduler scheduler(DataSource dataSource, List<Task<?>> tasks, Clock clock) {
        var known = new ArrayList<Task<?>>();
        var atStart = new ArrayList<RecurringTask<?>>();
        for (var task : tasks) {
            if (task instanceof RecurringTask<?> recurring) {
                atStart.add(recurring);
            } else {
                known.add(task);
            }
        }
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), known)
                .startTasks(startable(atStart))
                .clock(clock::instant)
                .threads(8)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                // What is cut off here is taken up again at the next start, as after a crash.
                .shutdownMaxWait(Duration.ofSeconds(3))
                .serializer(new JsonTaskData())
                .executorService(Executors.newFixedThreadPool(
                        8, Thread.ofPlatform().name("task-", 0).factory()))
                .build();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T extends Task<?> & OnStartup> List<T> startable(List<RecurringTask<?>> tasks) {
        return (List<T>) (List) tasks;
    }

    /** Task data as JSON: readable in the table, and nothing is ever deserialised by Java serialization. */
    private static final class JsonTaskData implements Serializer {

        private final JsonMapper json = JsonMapper.builder().build();

        @Override
        public byte[] serialize(@Nullable Object data) {
            return json.writeValueAsBytes(data);
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
            return data == null || type == Void.class ? null : json.readValue(data, type);
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (enabled) {
            scheduler.getObject().start();
        }
    }
}
