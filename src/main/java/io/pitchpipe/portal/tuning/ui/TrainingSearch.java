package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.SearchSource;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.TuningService;
import java.util.List;
import org.springframework.stereotype.Component;

/** Trainings that are under way or ended without a model; models that are ready are found as models. */
@Component
class TrainingSearch implements SearchSource {

    private final TuningService tunings;

    TrainingSearch(TuningService tunings) {
        this.tunings = tunings;
    }

    @Override
    public List<Hit> find(TeamId team, String text, int limit) {
        return tunings.list(team, new JobFilter(JobFilter.Which.RUNNING, text), 0, limit).stream()
                .map(job -> new Hit(
                        "chart-line",
                        job.displayName(),
                        () -> I18NProvider.translate("tuning.search.detail", JobText.percent(job)),
                        TuningNavigation.training(job.id())))
                .toList();
    }
}
