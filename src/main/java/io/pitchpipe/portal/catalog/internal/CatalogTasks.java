package io.pitchpipe.portal.catalog.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamDirectory;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** When the lists of shared models are read: every minute for each team, and at once where a change is known. */
@Component
class CatalogTasks {

    private static final Logger log = LoggerFactory.getLogger(CatalogTasks.class);

    private static final TaskDescriptor<Void> SYNC_ONE = TaskDescriptor.of("sync-models-of-team");

    private final SchedulerClient scheduler;
    private final Clock clock;

    CatalogTasks(@Lazy SchedulerClient scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Reads a team's list again soon, in the caller's transaction. */
    void syncSoon(TeamId team) {
        scheduler.scheduleIfNotExists(
                SYNC_ONE.instance(team + ":" + UUID.randomUUID()).build(), clock.instant());
    }

    @Configuration(proxyBeanMethods = false)
    static class Registered {

        @Bean
        Task<Void> syncModelsOfTeam(@Lazy SharedModels shared) {
            return Tasks.oneTime(SYNC_ONE)
                    .execute((instance, context) ->
                            sync(shared, TeamId.of(instance.getId().split(":")[0])));
        }

        @Bean
        Task<Void> syncModels(@Lazy SharedModels shared, TeamDirectory teams) {
            return Tasks.recurring("sync-models", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) ->
                            teams.all().stream().map(Team::id).forEach(team -> sync(shared, team)));
        }

        /** A backend that is away is asked again a minute later; what was known stays. */
        private static void sync(SharedModels shared, TeamId team) {
            try {
                shared.sync(team);
            } catch (ApiFailure | NotFoundException notNow) {
                log.debug("The models of team {} could not be listed: {}", team, notNow.toString());
            }
        }
    }
}
