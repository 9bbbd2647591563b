package io.pitchpipe.portal.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Seals the log every few minutes; of several nodes, one does it. */
@Configuration(proxyBeanMethods = false)
class SealTask {

    @Bean
    RecurringTask<Void> sealLog(AuditSeals seals) {
        return Tasks.recurring("seal-log", FixedDelay.ofMinutes(5)).execute((instance, context) -> seals.seal());
    }
}
