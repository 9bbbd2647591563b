package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.tuning.TuningJob;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes models out of a team's list that its backend does not give it any more. */
@Component
public class Tombstones {

    private final SharedModelRepository shared;
    private final ReaderRepository readers;
    private final Changes changes;
    private final Clock clock;

    Tombstones(SharedModelRepository shared, ReaderRepository readers, Changes changes, Clock clock) {
        this.shared = shared;
        this.readers = readers;
        this.changes = changes;
        this.clock = clock;
    }

    @Transactional
    public void bury(ModelEntry model) {
        var now = clock.instant();
        var buried = model.own() ? readers.bury(model.id(), model.team(), now, null) : shared.gone(model.id(), now);
        if (buried) {
            changes.bump(TuningJob.modelsTopic(model.team()));
        }
    }
}
