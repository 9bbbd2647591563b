package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Split;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.design.ViewTask;
import org.jspecify.annotations.Nullable;

/** How the chosen examples are divided: counted off the session lock, near enough until it is known. */
final class SplitOf {

    /** What was asked for last. */
    private record Wish(VersionId version, HoldOut holdOut) {}

    private final DatasetService datasets;
    private final TeamId team;
    private final Component owner;
    private final Runnable arrived;
    private @Nullable Wish asked;
    private @Nullable Split known;

    /** @param arrived called when what was near enough has become exact */
    SplitOf(DatasetService datasets, TeamId team, Component owner, Runnable arrived) {
        this.datasets = datasets;
        this.team = team;
        this.owner = owner;
        this.arrived = arrived;
    }

    Split now(DatasetVersion version, HoldOut holdOut) {
        if (holdOut.isNone()) {
            return Split.whole(version);
        }
        var wish = new Wish(version.id(), holdOut);
        if (!wish.equals(asked)) {
            asked = wish;
            known = null;
            ViewTask.call(() -> datasets.split(team, version.id(), holdOut))
                    .then(split -> {
                        if (wish.equals(asked)) {
                            known = split;
                            arrived.run();
                        }
                    })
                    .start(owner);
        }
        return known == null ? nearEnough(version, holdOut) : known;
    }

    private static Split nearEnough(DatasetVersion version, HoldOut holdOut) {
        if (holdOut.isAsInFile()) {
            return Split.whole(version);
        }
        var rows = Math.round(version.rows() * holdOut.percent() / 100.0);
        var bytes = version.bytes() * holdOut.percent() / 100;
        return new Split(holdOut, version.rows() - rows, version.bytes() - bytes, rows, bytes);
    }
}
