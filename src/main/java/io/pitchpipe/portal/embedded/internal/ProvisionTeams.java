package io.pitchpipe.portal.embedded.internal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connections;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives every team without a connection one to the embedded server, also teams that are founded later: so the first visit does not wait for it. */
@Configuration(proxyBeanMethods = false)
class ProvisionTeams {

    private static final Logger log = LoggerFactory.getLogger(ProvisionTeams.class);
    private static final int AT_ONCE = 50;

    @Bean
    RecurringTask<Void> provisionTeamsTask(Connections connections, Supervisor supervisor) {
        return Tasks.recurring("provision-teams", FixedDelay.of(Duration.ofSeconds(15)))
                .execute((instance, context) -> {
                    if (supervisor.status().serves()) {
                        try {
                            connections.provisionMissing(AT_ONCE);
                        } catch (ApiFailure notNow) {
                            log.info("Teams get their connection later: {}", notNow.getMessage());
                        }
                    }
                });
    }
}
