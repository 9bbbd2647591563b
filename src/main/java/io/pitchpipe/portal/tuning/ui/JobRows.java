package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.ShareBar;
import io.pitchpipe.portal.design.Sparkline;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningService;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A team's unfinished tunings, kept current while somebody looks. */
@StyleSheet("context://portal/styles/tuning.css")
final class JobRows extends Div {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private final transient TuningService tunings;
    private final transient Changes changes;
    private final TeamId team;
    private final boolean withEmptyText;
    private final UnorderedList rows = new UnorderedList();
    private final transient AtomicBoolean looking = new AtomicBoolean();
    private final transient AtomicBoolean lookAgain = new AtomicBoolean();
    private transient Changes.@Nullable Registration watching;

    /** A job, its place in the line, and a few dozen of its losses. */
    private record Line(TuningJob job, int position, List<Double> curve) {}

    /** @param withEmptyText says so when there is none; otherwise such a list is not visible */
    JobRows(TuningService tunings, Changes changes, TeamId team, boolean withEmptyText) {
        this.tunings = tunings;
        this.changes = changes;
        this.team = team;
        this.withEmptyText = withEmptyText;
        rows.addClassName("pp-rows");
        show(look());
    }

    private List<Line> look() {
        var jobs = tunings.list(team, JobFilter.RUNNING, 0, SHOWN);
        var curves = tunings.sketches(team, jobs.stream().map(TuningJob::id).toList());
        return jobs.stream()
                .map(job -> new Line(
                        job,
                        job.state() == JobState.QUEUED ? tunings.queuePosition(team, job.id()) : 0,
                        curves.getOrDefault(job.id(), List.of())))
                .toList();
    }

    private void show(List<Line> lines) {
        removeAll();
        rows.removeAll();
        if (lines.isEmpty()) {
            setVisible(withEmptyText || isAttached());
            var none = new Span(getTranslation("tuning.running.none"));
            none.addClassName("pp-secondary");
            add(none);
            return;
        }
        lines.forEach(line -> rows.add(row(line)));
        add(rows);
    }

    private ListItem row(Line line) {
        var job = line.job();
        var name = Links.to(TuningNavigation.training(job.id()), job.displayName());
        name.addClassName("pp-ellipsis");
        var detail = new Span(getTranslation(
                "tuning.running.detail",
                job.examples().name(),
                Formats.number(job.examples().rows()),
                job.baseName()));
        detail.addClassNames("pp-secondary", "pp-small", "pp-ellipsis");
        var main = new Div(name, detail);
        main.addClassName("pp-row-main");
        var bar = new ShareBar(getTranslation("training.progress"), job.progress());
        var item = new ListItem(
                main, curve(line.curve()), bar, JobText.badge(job, line.position(), ZoneId.systemDefault()));
        item.addClassNames("pp-row", "tuning-row");
        return item;
    }

    private Sparkline curve(List<Double> losses) {
        var words = losses.isEmpty()
                ? ""
                : getTranslation(
                        "tuning.running.curve", Formats.decimal(losses.getFirst()), Formats.decimal(losses.getLast()));
        return new Sparkline(losses, words);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        watching = changes.subscribe(TuningJob.teamTopic(team), () -> changed(ui));
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        var registration = watching;
        if (registration != null) {
            registration.close();
            watching = null;
        }
        super.onDetach(detached);
    }

    private void changed(UI ui) {
        try {
            ui.access(this::lookSoon);
        } catch (UIDetachedException gone) {
            // The page was closed; its subscription is about to be let go.
        }
    }

    private void lookSoon() {
        if (!isAttached()) {
            return;
        }
        if (looking.getAndSet(true)) {
            lookAgain.set(true);
            return;
        }
        ViewTask.call(this::look)
                .then(this::show)
                .lastly(() -> {
                    looking.set(false);
                    if (lookAgain.getAndSet(false)) {
                        lookSoon();
                    }
                })
                .start(this);
    }
}
