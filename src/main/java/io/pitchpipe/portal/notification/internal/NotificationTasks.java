package io.pitchpipe.portal.notification.internal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes what has been kept for long enough; of several nodes, one does it. */
@Configuration(proxyBeanMethods = false)
class NotificationTasks {

    @Bean
    RecurringTask<Void> sweepNotifications(
            NotificationRepository notifications,
            Clock clock,
            @Value("${pitchpipe.notifications.keep:90d}") Duration keep,
            @Value("${pitchpipe.notifications.keep-at-most:500}") int keepAtMost) {
        return Tasks.recurring("sweep-notifications", FixedDelay.ofHours(1))
                .execute((instance, context) ->
                        notifications.sweep(clock.instant().minus(keep), Math.max(1, keepAtMost)));
    }
}
