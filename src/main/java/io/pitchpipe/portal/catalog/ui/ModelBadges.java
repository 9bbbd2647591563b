package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.design.StatusBadge;

/** A model's state as a badge. */
final class ModelBadges {

    private ModelBadges() {}

    static StatusBadge of(ModelEntry model) {
        var status = model.status();
        return switch (status.state()) {
            case QUEUED -> StatusBadge.queued(status.queuePosition());
            case TUNING -> StatusBadge.tuning(status.percent());
            case READY -> StatusBadge.ready();
            case FAILED -> new StatusBadge(StatusBadge.Tone.BAD, I18NProvider.translate("catalog.status.failed"));
            case CANCELLED -> StatusBadge.cancelled();
            case LOST -> StatusBadge.lost();
            case GONE ->
                new StatusBadge(
                        StatusBadge.Tone.STOPPED,
                        I18NProvider.translate(model.own() ? "catalog.status.deleted" : "catalog.status.unshared"));
        };
    }
}
