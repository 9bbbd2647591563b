package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.ModelHead;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.EvaluationService;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.TuningJob;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Base and tuned model beside each other on the same examples, and how they did before. */
@Route("models/:model/compare")
@PermitAll
@StyleSheet("context://portal/styles/evaluation.css")
class ModelCompareView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient EvaluationService evaluations;
    private final transient ModelService models;
    private final transient Changes changes;
    private final TeamId team;
    private final boolean editor;
    private final Div content = new Div();
    private final Button again = new Button();
    private transient @Nullable ModelEntry shown;
    private transient Changes.@Nullable Registration watching;

    ModelCompareView(
            EvaluationService evaluations,
            ModelService models,
            Changes changes,
            Access access,
            CurrentTeam currentTeam) {
        this.evaluations = evaluations;
        this.models = models;
        this.changes = changes;
        this.team = currentTeam.id();
        this.editor = access.editor(team);
        addClassName("pp-page");
        content.addClassName("pp-page");
        again.setText(getTranslation("evaluation.again"));
        again.setDisableOnClick(true);
        again.addClickListener(click -> ViewTask.run(() -> evaluations.again(team, model().id()))
                .then(done -> load())
                .lastly(() -> again.setEnabled(true))
                .start(this));
    }

    private ModelEntry model() {
        if (shown == null) {
            throw new IllegalStateException("No model is shown");
        }
        return shown;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ModelId id;
        try {
            id = ModelId.of(event.getRouteParameters().get("model").orElse(""));
        } catch (IllegalArgumentException none) {
            throw new NotFoundException("model");
        }
        var details = models.find(team, id)
                .filter(found -> found.entry().own())
                .orElseThrow(() -> new NotFoundException("model"));
        var model = details.entry();
        shown = model;
        removeAll();
        var header = ModelHead.of(id.toString(), model.name(), badge(model), true, model.ready());
        if (!details.baseName().isEmpty()) {
            header.fact(getTranslation("catalog.fact.base", details.baseName()));
        }
        header.fact(getTranslation("catalog.row.taught-by", model.taughtBy()));
        header.fact(Formats.time(model.since()));
        if (editor && model.ready()) {
            header.action(again);
        }
        add(header, content);
        load();
    }

    private StatusBadge badge(ModelEntry model) {
        return switch (model.status().state()) {
            case QUEUED -> StatusBadge.queued(model.status().queuePosition());
            case TUNING -> StatusBadge.tuning(model.status().percent());
            case READY -> StatusBadge.ready();
            case CANCELLED -> StatusBadge.cancelled();
            case LOST -> StatusBadge.lost();
            case FAILED -> new StatusBadge(StatusBadge.Tone.BAD, getTranslation("catalog.status.failed"));
            case GONE -> new StatusBadge(StatusBadge.Tone.STOPPED, getTranslation("catalog.status.deleted"));
        };
    }

    private void load() {
        var runs = evaluations.history(team, model().id());
        content.removeAll();
        if (runs.isEmpty()) {
            content.add(new EmptyState(
                    "flask-conical", getTranslation("evaluation.none"), getTranslation("evaluation.none.text")));
            return;
        }
        var latest = runs.getFirst();
        switch (latest.state()) {
            case RUNNING ->
                content.add(new Paragraph(getTranslation("evaluation.asking", latest.answered(), latest.asked())));
            case FAILED -> content.add(new Paragraph(getTranslation("evaluation.failed")));
            case DONE -> latest.verdict().ifPresent(verdict -> content.add(new VerdictCard(latest, verdict, editor)));
        }
        if (editor) {
            samples(evaluations.samples(team, latest.id()));
        } else {
            content.add(new Paragraph(getTranslation("evaluation.editors-only")));
        }
        if (runs.size() > 1) {
            content.add(section(getTranslation("evaluation.before"), earlier(runs.subList(1, runs.size()))));
        }
    }

    /** Those held out first: they are the ones that count. */
    private void samples(List<Sample> answered) {
        var sorts = answered.stream().collect(Collectors.partitioningBy(Sample::heldOut));
        samples("evaluation.examples.held-out", sorts.getOrDefault(true, List.of()));
        samples("evaluation.examples.taught", sorts.getOrDefault(false, List.of()));
    }

    private void samples(String key, List<Sample> answered) {
        if (!answered.isEmpty()) {
            var right =
                    answered.stream().filter(sample -> sample.tuned().right()).count();
            content.add(section(getTranslation(key, right, answered.size()), new SampleList(answered, false)));
        }
    }

    private UnorderedList earlier(List<Evaluation> runs) {
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        runs.forEach(run -> list.add(earlier(run)));
        return list;
    }

    private ListItem earlier(Evaluation run) {
        var main = new Div();
        main.addClassName("pp-row-main");
        run.verdict()
                .ifPresentOrElse(
                        verdict -> {
                            var counts = new Span(VerdictText.counts(verdict));
                            counts.addClassNames("pp-secondary", "pp-small");
                            main.add(new Span(VerdictText.sentence(verdict)), counts);
                        },
                        () -> main.add(new Span(getTranslation("evaluation.failed"))));
        var row = new ListItem(main, Formats.time(run.startedAt()));
        row.addClassName("pp-row");
        return row;
    }

    private Section section(String title, Component list) {
        var section = new Section(new H2(title), list);
        section.addClassName("pp-section");
        return section;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        var ui = attached.getUI();
        watching = changes.subscribe(TuningJob.topic(new JobId(model().id().value())), () -> ui.access(this::load));
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (watching != null) {
            watching.close();
            watching = null;
        }
    }

    @Override
    public String getPageTitle() {
        return shown == null ? getTranslation("design.model.compare") : shown.name();
    }
}
