package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Confirm;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.ModelHead;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ObjectHeader;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.RefusedRow;
import io.pitchpipe.portal.tuning.Snapshot;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningService;
import jakarta.annotation.security.PermitAll;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A model's training: how far it is, its curve as it grows, what happened, what the curve says. Leaving it is safe. */
@Route("models/:id/training")
@PermitAll
@StyleSheet("context://portal/styles/tuning.css")
class TrainingView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    /** Where the curve's panel says what the held-out examples tell. */
    private static final int BELOW_ITS_HEADING = 1;

    private final transient TuningService tunings;
    private final transient Changes changes;
    private final TeamId team;
    private final Div place = new Div();

    private transient @Nullable TuningJob job;
    private transient @Nullable Shown shown;
    private transient Changes.@Nullable Registration watching;
    private ZoneId zone = ZoneId.systemDefault();

    /** The curve so far, in order. */
    private final transient List<Snapshot> curve = new ArrayList<>();

    /** Set while a look at the database is on its way, so that many changes make one. */
    private final transient AtomicBoolean looking = new AtomicBoolean();

    private final transient AtomicBoolean lookAgain = new AtomicBoolean();

    /** The parts of the page that change. */
    private record Shown(
            StatusBadge status,
            Button cancel,
            TrainingProgress progress,
            CurvePanel curve,
            UnmeasuredNote unmeasured,
            EventList events,
            RefusedRowsPanel refused) {}

    /** One look at the database. */
    private record Look(
            TuningJob job,
            int position,
            List<Snapshot> fresh,
            List<HeldOutLoss> heldOut,
            Optional<JobEvent> heldOutLeft,
            List<JobEvent> events,
            List<RefusedRow> refused) {}

    TrainingView(TuningService tunings, Changes changes, CurrentTeam currentTeam) {
        this.tunings = tunings;
        this.changes = changes;
        this.team = currentTeam.id();
        addClassNames("pp-page", "training");
        place.addClassNames("pp-page");
        add(place);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        var found = entering.getRouteParameters()
                .get("id")
                .flatMap(JobId::parse)
                .flatMap(id -> tunings.find(team, id))
                .orElseThrow(NotFoundException::new);
        job = found;
        curve.clear();
        build(found);
        apply(look(found.id(), 0));
    }

    private Look look(JobId id, int afterStep) {
        var now = tunings.find(team, id).orElseThrow(() -> new io.pitchpipe.portal.common.NotFoundException("model"));
        var position = now.state() == JobState.QUEUED ? tunings.queuePosition(team, id) : 0;
        return new Look(
                now,
                position,
                tunings.snapshots(team, id, afterStep),
                tunings.heldOutLosses(team, id),
                tunings.heldOutLeft(team, id),
                tunings.events(team, id),
                now.state() == JobState.FAILED ? tunings.refusedRows(team, id) : List.of());
    }

    private void build(TuningJob job) {
        place.removeAll();
        var status = new StatusBadge(StatusBadge.Tone.NEUTRAL, "");
        var header = ModelHead.of(job.id().toString(), job.displayName(), status, true, job.state() == JobState.ACTIVE);
        facts(header, job);
        var cancel = new Button(getTranslation("training.cancel"), click -> confirmCancel());
        cancel.setTestId("training-cancel");
        header.action(cancel);
        header.action(Links.button(TuningNavigation.retune(job.id()), getTranslation("training.retune")));
        var progress = new TrainingProgress();
        var panel = new CurvePanel();
        var unmeasured = new UnmeasuredNote();
        panel.addComponentAtIndex(BELOW_ITS_HEADING, unmeasured);
        var events = new EventList();
        var below = new Div(events, new SettingsPanel(job));
        below.addClassName("training-below");
        var refused = new RefusedRowsPanel();
        place.add(header, progress, refused, panel, below);
        shown = new Shown(status, cancel, progress, panel, unmeasured, events, refused);
    }

    private void facts(ObjectHeader header, TuningJob job) {
        header.fact(Links.to(
                "datasets/" + job.examples().dataset().value(),
                getTranslation(
                        "training.fact.examples",
                        job.examples().name(),
                        job.examples().versionNumber(),
                        job.examples().rows())));
        header.fact(getTranslation("training.fact.base", job.baseName()));
        header.fact(getTranslation("training.fact.by", job.createdBy()));
    }

    private void apply(Look look) {
        var parts = shown;
        if (parts == null) {
            return;
        }
        var before = job;
        job = look.job();
        var first = curve.isEmpty();
        var last = first ? 0 : curve.getLast().step();
        var fresh = look.fresh().stream().filter(one -> one.step() > last).toList();
        curve.addAll(fresh);
        JobText.show(parts.status(), look.job(), look.position(), zone);
        parts.cancel().setVisible(!look.job().state().ended());
        parts.cancel().setEnabled(!look.job().cancelRequested());
        parts.cancel()
                .setText(getTranslation(look.job().cancelRequested() ? "training.cancelling" : "training.cancel"));
        parts.progress().show(look.job(), look.position(), JobText.timeLeft(look.job(), curve));
        parts.curve()
                .show(
                        look.job(),
                        new CurvePanel.Curve(List.copyOf(curve), fresh, first),
                        look.heldOut(),
                        look.events());
        parts.unmeasured().show(look.job(), look.heldOutLeft());
        parts.events().show(look.events(), look.job());
        parts.refused().show(look.job(), look.refused());
        tellEnd(before, look.job());
    }

    /** The head gets its "Try it" once the model is ready; that is a change of the page worth a rebuild, and worth a word. */
    private void tellEnd(@Nullable TuningJob before, TuningJob now) {
        if (before == null || before.state() == now.state() || !now.state().ended()) {
            return;
        }
        if (now.state() == JobState.ACTIVE) {
            build(now);
            curve.clear();
            job = now;
            apply(look(now.id(), 0));
            Notifications.ended(
                    getTranslation("training.ended.ready", now.displayName()), TuningNavigation.model(now.id()));
        }
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        ui.getPage().retrieveExtendedClientDetails(details -> {
            try {
                zone = ZoneId.of(details.getTimeZoneId());
            } catch (java.time.DateTimeException unknown) {
                zone = ZoneId.systemDefault();
            }
        });
        var watched = job;
        if (watched != null) {
            watching = changes.subscribe(watched.topic(), () -> changed(ui));
            // Between the first look and the subscription something may have happened.
            changed(ui);
        }
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

    /** Called from the feed: only passes the word on. */
    private void changed(UI ui) {
        try {
            ui.access(this::lookSoon);
        } catch (com.vaadin.flow.component.UIDetachedException gone) {
            // The page was closed; its subscription is about to be let go.
        }
    }

    private void lookSoon() {
        var now = job;
        if (now == null || !isAttached()) {
            return;
        }
        if (looking.getAndSet(true)) {
            lookAgain.set(true);
            return;
        }
        var id = now.id();
        var after = curve.isEmpty() ? 0 : curve.getLast().step();
        ViewTask.call(() -> look(id, after))
                .then(this::apply)
                .lastly(() -> {
                    looking.set(false);
                    if (lookAgain.getAndSet(false)) {
                        lookSoon();
                    }
                })
                .start(this);
    }

    private void confirmCancel() {
        var now = job;
        if (now == null) {
            return;
        }
        Confirm.ask(
                getTranslation("training.cancel.title", now.displayName()),
                getTranslation(
                        "training.cancel.text", Formats.number(now.completedSteps()), Formats.number(now.totalSteps())),
                getTranslation("training.cancel.confirm"),
                getTranslation("training.cancel.keep"),
                () -> cancel(now.id()));
    }

    private void cancel(JobId id) {
        ViewTask.run(() -> tunings.cancel(team, id)).then(asked -> lookSoon()).start(this);
    }

    @Override
    public String getPageTitle() {
        var now = job;
        return now == null ? getTranslation("training.title") : getTranslation("training.pageTitle", now.displayName());
    }
}
