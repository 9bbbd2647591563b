package io.pitchpipe.portal.evaluation.internal;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationService;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.internal.TuningTest;
import io.pitchpipe.testing.NewTeam;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;

/** Models that are ready to be asked, of a backend in memory that answers by a script. */
@SuppressWarnings("NullAway.Init")
public abstract class EvaluationTest extends TuningTest {

    @Autowired
    AskExamples ask;

    @Autowired
    protected EvaluationService evaluations;

    /** A model taught with the 15 pairs, nothing held out. */
    protected JobId ready(NewTeam team) {
        return finished(launched(team), false);
    }

    /** A model taught with so many questions and their answers, of which a share is held out. */
    protected JobId ready(NewTeam team, int rows, HoldOut holdOut, HeldOutUse use) {
        return finished(launchedOnQuestions(team, rows, holdOut, use), use.keepBest());
    }

    /** A model trained with questions that have one of two labels: every tenth "Urgent", the others "Normal". */
    protected JobId readyOnLabels(NewTeam team, int rows, HoldOut holdOut) {
        var pairs = IntStream.range(0, rows)
                .mapToObj(row -> new String[] {"question " + row, row % 10 == 0 ? "Urgent" : "Normal"})
                .toList();
        return finished(launchedOn(team, pairs, holdOut, HeldOutUse.NONE), false);
    }

    private JobId finished(JobId job, boolean keptFirst) {
        submit(job);
        backend.only().compute(1, job(job).totalSteps());
        if (keptFirst) {
            backend.only().keep(1, false);
        }
        backend.only().finish();
        poll(job);
        return job;
    }

    protected Evaluation latest(NewTeam team, JobId job) {
        return evaluations.latest(team.id(), new ModelId(job.value())).orElseThrow();
    }

    /** Runs the task that asks the examples of the latest run, to its end. */
    protected final void askAll(NewTeam team, JobId job) {
        ask.perform(latest(team, job).id());
    }
}
