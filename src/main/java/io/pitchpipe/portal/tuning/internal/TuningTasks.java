package io.pitchpipe.portal.tuning.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.pitchpipe.portal.tuning.JobId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two durable tasks of a job: one sends it to its backend, the other follows it there until it ends. Their instance is the job's id. */
@Configuration(proxyBeanMethods = false)
class TuningTasks {

    static final TaskDescriptor<Void> SUBMIT = TaskDescriptor.of("tuning-submit");
    static final TaskDescriptor<Void> POLL = TaskDescriptor.of("tuning-poll");

    /** For failures nobody foresaw; db-scheduler logs them, and the job goes on. */
    private static final Duration AFTER_UNEXPECTED = Duration.ofSeconds(10);

    @Bean
    CustomTask<Void> tuningSubmitTask(
            ObjectProvider<SubmitJob> submit, ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        return Tasks.custom(SUBMIT)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_UNEXPECTED))
                .execute((instance, context) -> {
                    var job = job(instance.getId());
                    var next = submit.getObject().perform(job);
                    if (next instanceof Next.Done) {
                        // Before this task goes away; if it dies in between, it comes again and finds nothing left to
                        // submit.
                        scheduler
                                .getObject()
                                .scheduleIfNotExists(
                                        POLL.instance(instance.getId()).build(), clock.instant());
                    }
                    return completion(next, clock);
                });
    }

    @Bean
    CustomTask<Void> tuningPollTask(ObjectProvider<PollJob> poll, Clock clock) {
        return Tasks.custom(POLL)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_UNEXPECTED))
                .execute((instance, context) -> completion(poll.getObject().perform(job(instance.getId())), clock));
    }

    private static JobId job(String instance) {
        return new JobId(UUID.fromString(instance));
    }

    private static CompletionHandler<Void> completion(Next next, Clock clock) {
        return switch (next) {
            case Next.Done done -> new CompletionHandler.OnCompleteRemove<>();
            case Next.Again again ->
                (complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(again.pause()));
        };
    }
}
