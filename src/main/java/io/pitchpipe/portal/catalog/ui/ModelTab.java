package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.ModelHead;
import io.pitchpipe.portal.tuning.TuningJob;
import org.jspecify.annotations.Nullable;

/** What the catalog's tabs of a model have in common: the model, its head, and that they follow its changes. */
@StyleSheet("context://portal/styles/catalog.css")
abstract class ModelTab extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    final transient ModelService models;
    final transient ModelAccess sharing;
    private final transient Changes changes;
    final TeamId team;
    final boolean editor;
    private transient @Nullable ModelDetails shown;
    private transient Changes.@Nullable Registration watching;

    ModelTab(ModelService models, ModelAccess sharing, Access access, Changes changes, CurrentTeam currentTeam) {
        this.models = models;
        this.sharing = sharing;
        this.changes = changes;
        this.team = currentTeam.id();
        this.editor = access.editor(team);
        addClassName("pp-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ModelId id;
        try {
            id = ModelId.of(event.getRouteParameters().get("model").orElse(""));
        } catch (IllegalArgumentException none) {
            throw new NotFoundException("model");
        }
        show(models.find(team, id).orElseThrow(() -> new NotFoundException("model")));
    }

    private void show(ModelDetails model) {
        shown = model;
        removeAll();
        var entry = model.entry();
        var header =
                ModelHead.of(entry.id().toString(), entry.name(), ModelBadges.of(entry), entry.own(), entry.ready());
        if (!model.baseName().isEmpty()) {
            header.fact(getTranslation("catalog.fact.base", model.baseName()));
        }
        header.fact(entry.own() ? getTranslation("catalog.row.taught-by", entry.taughtBy()) : ModelRows.from(entry));
        header.fact(Formats.time(entry.since()));
        if (editor && ModelMenu.useful(entry)) {
            header.action(new ModelMenu(entry, models, sharing, team, this::reload));
        }
        add(header);
        fill(model);
    }

    /** Adds what this tab shows of the model. */
    abstract void fill(ModelDetails model);

    final ModelDetails model() {
        if (shown == null) {
            throw new IllegalStateException("No model is shown");
        }
        return shown;
    }

    /** Shows the model as it is now. */
    final void reload() {
        models.find(team, model().entry().id()).ifPresent(this::show);
    }

    final Component section(String titleKey, Component... content) {
        var section = new Section(new H2(getTranslation(titleKey)));
        section.add(content);
        section.addClassName("pp-section");
        return section;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        watching = changes.subscribe(TuningJob.modelsTopic(team), () -> ui.access(this::follow));
    }

    /** Only what changed in the model itself is shown anew: nothing takes a half-typed text away. */
    private void follow() {
        var before = model();
        models.find(team, before.entry().id())
                .filter(now -> !now.entry().status().equals(before.entry().status()))
                .ifPresent(this::show);
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        super.onDetach(detached);
        if (watching != null) {
            watching.close();
            watching = null;
        }
    }

    @Override
    public String getPageTitle() {
        return shown == null
                ? getTranslation("catalog.models.title")
                : shown.entry().name();
    }
}
