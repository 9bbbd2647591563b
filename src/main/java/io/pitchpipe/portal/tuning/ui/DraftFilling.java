package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.router.QueryParameters;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.design.SameName;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningService;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the draft that the address asks for: {@code dataset} that of a dataset, {@code retune} one that takes over everything of a job, with
 * {@code epochs} and {@code rate} in place of its own. What cannot be read or found is as if it were not there.
 */
final class DraftFilling {

    private final TuningService tunings;
    private final DatasetService datasets;
    private final TeamId team;

    DraftFilling(TuningService tunings, DatasetService datasets, TeamId team) {
        this.tunings = tunings;
        this.datasets = datasets;
        this.team = team;
    }

    /** The draft that the address leads to. */
    LaunchDraft draft(LaunchDrafts drafts, QueryParameters parameters) {
        return parameters
                .getSingleParameter("retune")
                .flatMap(JobId::parse)
                .flatMap(id -> tunings.find(team, id))
                .map(job -> drafts.ofRetune(
                        team, job.id() + "?" + parameters.getQueryString(), () -> filled(job, parameters)))
                .or(() -> parameters
                        .getSingleParameter("dataset")
                        .flatMap(DraftFilling::uuid)
                        .flatMap(id -> datasets.find(team, new DatasetId(id)))
                        .map(dataset -> drafts.ofDataset(team, dataset.id())))
                .orElseGet(() -> drafts.latest(team));
    }

    private static LaunchDraft filled(TuningJob job, QueryParameters parameters) {
        var draft = new LaunchDraft(true);
        draft.choose(job.examples().dataset(), job.examples().version());
        draft.base = job.baseModel();
        draft.name = SameName.successor(job.displayName(), LaunchTuning.MAX_NAME);
        draft.nameTyped = true;
        draft.preamble = job.preamble().text();
        draft.epochs = parameters
                .getSingleParameter("epochs")
                .flatMap(DraftFilling::number)
                .map(Double::intValue)
                .orElse(job.settings().epochCount());
        draft.batch = job.settings().batchSize();
        var asked = parameters.getSingleParameter("rate").flatMap(DraftFilling::number);
        draft.rate = asked.orElse(job.settings().learningRate());
        var holdOut = job.examples().holdOut();
        draft.heldOut = holdOut.isAsInFile() ? null : holdOut.percent();
        draft.keepBest = job.heldOutUse().keepBest();
        draft.patience =
                job.heldOutUse().patience() == 0 ? null : job.heldOutUse().patience();
        return draft;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
