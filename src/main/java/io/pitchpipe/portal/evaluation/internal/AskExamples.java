package io.pitchpipe.portal.evaluation.internal;

import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.GenerationApi;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.dataset.DatasetContents;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.evaluation.Baseline;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationFinished;
import io.pitchpipe.portal.evaluation.EvaluationId;
import io.pitchpipe.portal.evaluation.Verdict;
import io.pitchpipe.portal.evaluation.internal.EvaluationRepository.Asked;
import io.pitchpipe.portal.evaluation.internal.EvaluationRepository.Said;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningJobs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks base and tuned model the same examples, one after another; killed at any point, it goes on with the next one unanswered. */
@Component
class AskExamples {

    /** Held-out examples that are asked, if there are as many; with {@link #TAUGHT} of the others a minute's work on a small machine. */
    static final int HELD_OUT = 14;

    /** Taught examples that are asked beside them, to tell what it remembers from what it learned. */
    static final int TAUGHT = 6;

    /** Taught examples that are asked where none are held out. */
    static final int TAUGHT_ALONE = 10;

    /** So many times as many are looked at, for some of them are held out. */
    private static final int LOOKED_AT = 4;

    private static final Logger log = LoggerFactory.getLogger(AskExamples.class);
    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final String CUT = "MAX_TOKENS";
    private static final int MOST_FAILURES = 40;

    private final EvaluationRepository evaluations;
    private final TuningJobs jobs;
    private final DatasetContents datasets;
    private final Connections connections;
    private final GenerationApi api;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AskExamples(
            EvaluationRepository evaluations,
            TuningJobs jobs,
            DatasetContents datasets,
            Connections connections,
            GenerationApi api,
            Changes changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.evaluations = evaluations;
        this.jobs = jobs;
        this.datasets = datasets;
        this.connections = connections;
        this.api = api;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return how long to wait before going on; empty when there is nothing left to do */
    Optional<Duration> perform(EvaluationId id) {
        var evaluation = evaluations.find(id).filter(found -> found.state() == Evaluation.State.RUNNING);
        var job = evaluation.flatMap(found -> jobs.find(new JobId(found.model().value())));
        if (evaluation.isEmpty() || job.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (evaluation.get().asked() == 0) {
                evaluations.choose(id, chosen(job.get().examples()), epochChosen(job.get()));
            }
            ask(id, job.get());
            conclude(id, job.get());
            return Optional.empty();
        } catch (ApiFailure failure) {
            if (failure.transientFailure() && evaluations.stumbled(id) < MOST_FAILURES) {
                return Optional.of(AGAIN);
            }
            log.warn("Evaluation {} is given up: {}", id, failure.getMessage());
            fail(id, job.get());
            return Optional.empty();
        } catch (NotFoundException gone) {
            fail(id, job.get());
            return Optional.empty();
        }
    }

    /** Held-out examples, which show what it learned, and after them some of those it was taught, which show what it remembers. */
    private List<Asked> chosen(TuningJob.Examples source) {
        var chosen = new ArrayList<Asked>();
        datasets.sampleHeldOut(source.version(), source.holdOut(), HELD_OUT)
                .forEach(example -> chosen.add(new Asked(example, true)));
        var taught = chosen.isEmpty() ? TAUGHT_ALONE : TAUGHT;
        var heldOut = datasets.heldOut(source.version(), source.holdOut());
        var others = datasets.sample(source.version(), taught * LOOKED_AT).stream()
                .filter(heldOut.negate())
                .toList();
        var asked = Math.min(taught, others.size());
        for (var i = 0; i < asked; i++) {
            // Spread over them: the rows of many files are sorted by their answers.
            chosen.add(new Asked(others.get(i * others.size() / asked), false));
        }
        return chosen;
    }

    /** Whether the held-out examples have been used before, to choose among the epochs. */
    private static boolean epochChosen(TuningJob job) {
        return job.heldOutUse().keepBest() && job.heldOutOutcome().keptEpoch().isPresent();
    }

    private void ask(EvaluationId id, TuningJob job) {
        var connection = connections.byId(job.connection());
        for (var open : evaluations.open(id)) {
            var prompt = job.preamble().applyTo(open.input());
            var base = answer(connection, job.baseModel(), prompt, open.expected());
            var tuned = answer(connection, "tunedModels/" + job.tunedModelId(), prompt, open.expected());
            transaction.executeWithoutResult(status -> {
                evaluations.answer(id, open.ordinal(), base, tuned);
                changes.bump(job.topic());
            });
        }
    }

    /** Greedily, and no longer than twice what is expected: a base model may never end by itself. */
    private Said answer(Connection connection, String model, String prompt, String expected) {
        var longest = Math.min(1_024, 24 + expected.length());
        var greedy = new GenerationConfig(null, null, longest, 0f, null, null, null, null);
        var answer = api.generate(connection, model, prompt, greedy);
        return new Said(answer.text(), CUT.equals(answer.finishReason()) ? longest : 0);
    }

    private void conclude(EvaluationId id, TuningJob job) {
        var samples = evaluations.samples(id);
        var baseline = baseline(job.examples());
        transaction.executeWithoutResult(status -> {
            var verdict = samples.isEmpty() ? null : Verdict.of(samples, baseline);
            var ended = verdict == null
                    ? evaluations.failed(id, clock.instant())
                    : evaluations.done(id, verdict, clock.instant());
            if (ended) {
                publish(id, job, Optional.ofNullable(verdict));
            }
            tell(job);
        });
    }

    /** The most frequent answer among the examples the model was trained with. */
    private Optional<Baseline> baseline(TuningJob.Examples source) {
        try (var examples = datasets.training(source.version(), source.holdOut()).stream()) {
            return Baseline.of(examples.map(Example::output));
        }
    }

    private void fail(EvaluationId id, TuningJob job) {
        transaction.executeWithoutResult(status -> {
            if (evaluations.failed(id, clock.instant())) {
                publish(id, job, Optional.empty());
            }
            tell(job);
        });
    }

    private void publish(EvaluationId id, TuningJob job, Optional<Verdict> verdict) {
        var model = new ModelId(job.id().value());
        events.publishEvent(new EvaluationFinished(id, model, job.team(), evaluations.startedBy(id), verdict));
    }

    private void tell(TuningJob job) {
        changes.bump(job.topic());
        changes.bump(TuningJob.modelsTopic(job.team()));
    }
}
