package io.pitchpipe.portal.evaluation.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.evaluation.EvaluationId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.TuningFinished;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts an evaluation as soon as a model is ready, in the transaction that says so: neither is there without the other. */
@Component
public class EvaluationTasks {

    private static final TaskDescriptor<Void> ASK = TaskDescriptor.of("evaluation-ask");

    private final EvaluationRepository evaluations;
    private final SchedulerClient scheduler;
    private final Clock clock;

    EvaluationTasks(EvaluationRepository evaluations, @Lazy SchedulerClient scheduler, Clock clock) {
        this.evaluations = evaluations;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    public void on(TuningFinished finished) {
        if (finished.state() == JobState.ACTIVE) {
            start(finished.team(), new ModelId(finished.job().value()), null);
        }
    }

    /** @param by who asks for it; null if nobody did */
    @Transactional
    public EvaluationId start(TeamId team, ModelId model, @Nullable UserId by) {
        var id = EvaluationId.random();
        evaluations.insert(id, model, team, by, clock.instant());
        scheduler.scheduleIfNotExists(ASK.instance(id.toString()).build(), clock.instant());
        return id;
    }

    @Configuration(proxyBeanMethods = false)
    static class Registered {

        @Bean
        CustomTask<Void> evaluationAskTask(ObjectProvider<AskExamples> ask, Clock clock) {
            return Tasks.custom(ASK)
                    .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(30)))
                    .execute((instance, context) -> {
                        var id = new EvaluationId(UUID.fromString(instance.getId()));
                        var again = ask.getObject().perform(id);
                        return again.isEmpty()
                                ? new CompletionHandler.OnCompleteRemove<>()
                                : (complete, operations) -> operations.reschedule(
                                        complete, clock.instant().plus(again.get()));
                    });
        }
    }
}
