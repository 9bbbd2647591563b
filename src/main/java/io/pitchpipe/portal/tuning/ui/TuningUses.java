package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetUse;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningService;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The models taught from a dataset, for its tab "Used by". */
@Component
class TuningUses implements DatasetUse {

    private static final int MOST = 100;

    private final TuningService tunings;

    TuningUses(TuningService tunings) {
        this.tunings = tunings;
    }

    @Override
    public List<Use> uses(TeamId team, DatasetId dataset) {
        return tunings.ofDataset(team, dataset, MOST).stream()
                .map(job -> new Use(
                        job.displayName(),
                        job.examples().version(),
                        () -> status(job),
                        TuningNavigation.training(job.id()),
                        job.createdAt()))
                .toList();
    }

    @Override
    public Set<VersionId> versions(TeamId team, DatasetId dataset) {
        return tunings.versionsUsed(team, dataset);
    }

    private static String status(TuningJob job) {
        return switch (job.state()) {
            case QUEUED -> I18NProvider.translate("design.status.queued");
            case RUNNING -> I18NProvider.translate("design.status.tuning", JobText.percent(job));
            case ACTIVE -> I18NProvider.translate("design.status.ready");
            case FAILED ->
                I18NProvider.translate(
                        "design.status.failed",
                        job.reason().isEmpty() ? I18NProvider.translate("training.reason.none") : job.reason());
            case CANCELLED -> I18NProvider.translate("design.status.cancelled");
            case LOST -> I18NProvider.translate("design.status.lost");
        };
    }
}
