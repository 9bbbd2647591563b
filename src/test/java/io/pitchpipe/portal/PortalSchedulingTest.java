package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.pitchpipe.testing.Databases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class PortalSchedulingTest {

    /** The clock is the database's; here it is an hour ahead of this machine's, and what is due by it runs. */
    @Test
    void tasks_are_due_by_the_clock_that_all_nodes_share() throws InterruptedException {
        var database = Databases.h2("db/portal");
        var ran = new CountDownLatch(1);
        var task = Tasks.oneTime("work").execute((instance, context) -> ran.countDown());
        var scheduling = new PortalScheduling(true, new StaticListableBeanFactory().getBeanProvider(Scheduler.class));
        var scheduler =
                scheduling.scheduler(database, List.of(task), Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        scheduling
                .schedulerClient(database)
                .schedule(task.instance("soon"), Instant.now().plus(Duration.ofMinutes(30)));
        scheduler.start();
        try {
            assertThat(ran.await(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            scheduler.stop();
        }
    }
}
