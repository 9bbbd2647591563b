package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetQuotas;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetTopics;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The team's datasets. */
@Route("datasets")
@PermitAll
@StyleSheet("context://portal/styles/dataset.css")
class DatasetsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    private final transient DatasetService datasets;
    private final transient Changes changes;
    private final TeamId team;
    private final transient DatasetQuotas quotas;
    private final TextField search = new TextField();
    private final Div quota = new Div();
    private final Div content = new Div();
    private int shown = PAGE;
    private transient Changes.@Nullable Registration watch;

    DatasetsView(DatasetService datasets, DatasetQuotas quotas, Changes changes, CurrentTeam currentTeam) {
        this.datasets = datasets;
        this.quotas = quotas;
        quota.addClassName("pp-note");
        quota.setVisible(false);
        this.changes = changes;
        this.team = currentTeam.id();
        addClassNames("pp-page", "dataset-list");
        content.addClassName("pp-stack");
        search.setPlaceholder(getTranslation("dataset.list.search"));
        search.setAriaLabel(getTranslation("dataset.list.search"));
        search.setPrefixComponent(Icons.of("search"));
        search.setClearButtonVisible(true);
        search.setMaxLength(DatasetService.NAME_LENGTH);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addClassName("dataset-search");
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                getUI().ifPresent(ui -> ui.navigate(
                        "datasets",
                        change.getValue().isBlank()
                                ? QueryParameters.empty()
                                : QueryParameters.simple(Map.of("q", change.getValue()))));
            }
        });
        var header = new PageHeader(getTranslation("dataset.list.title")).saying(getTranslation("dataset.list.lead"));
        if (datasets.mayEdit(team)) {
            header.primary(DatasetNavigation.bring(), getTranslation("dataset.list.add"));
        }
        add(header, quota, search, content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        search.setValue(entering.getLocation()
                .getQueryParameters()
                .getSingleParameter("q")
                .orElse(""));
        refresh();
    }

    private void lookAgain() {
        try {
            refresh();
        } catch (NotFoundException left) {
            // No longer a member of the team: the frame sees to that.
            content.removeAll();
        }
    }

    private void refresh() {
        content.removeAll();
        nearQuota();
        var wanted = search.getValue();
        var total = datasets.count(team, wanted);
        search.setVisible(!wanted.isBlank() || total > 5);
        if (total == 0) {
            content.add(wanted.isBlank() ? empty() : new Paragraph(getTranslation("dataset.list.none")));
            return;
        }
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        datasets.list(team, wanted, 0, shown).forEach(dataset -> list.add(row(dataset)));
        content.add(list);
        if (total > shown) {
            content.add(new Button(getTranslation("dataset.list.more", Formats.number(total - shown)), click -> {
                shown += PAGE;
                refresh();
            }));
        }
    }

    /** Whoever adds datasets is told before nothing more fits. */
    private void nearQuota() {
        quota.removeAll();
        if (!datasets.mayEdit(team)) {
            return;
        }
        var use = quotas.use(team);
        if (use.near()) {
            quota.add(
                    Icons.of("triangle-alert"),
                    new Span(getTranslation("dataset.quota.near", QuotaPanel.bytes(use), QuotaPanel.datasets(use))));
        }
        quota.setVisible(use.near());
    }

    private Component empty() {
        if (!datasets.mayEdit(team)) {
            return new EmptyState(
                    "database",
                    getTranslation("dataset.list.empty.title"),
                    getTranslation("dataset.list.empty.viewer"));
        }
        var sample = new Button(getTranslation("dataset.sample.take"));
        sample.setDisableOnClick(true);
        sample.addClickListener(click -> ViewTask.call(() -> datasets.createSample(team))
                .then(dataset -> getUI().ifPresent(ui -> ui.navigate(DatasetNavigation.rows(dataset.id()))))
                .lastly(() -> sample.setEnabled(true))
                .start(this));
        return new EmptyState(
                "database",
                getTranslation("dataset.list.empty.title"),
                getTranslation("dataset.list.empty.text"),
                Links.primary(DatasetNavigation.bring(), getTranslation("dataset.list.add")),
                sample);
    }

    static ListItem row(Dataset dataset) {
        var version = dataset.latest();
        var name = Links.to(DatasetNavigation.rows(dataset.id()), dataset.name());
        name.addClassNames("pp-ellipsis", "dataset-name");
        var facts = new Div(
                fact(DatasetText.rows(version.rows())),
                fact(Formats.bytes(version.bytes())),
                fact(DatasetText.text("dataset.version", version.number())));
        facts.addClassNames("pp-facts", "pp-small");
        facts.setVisible(version.state().readable());
        var main = new Div(name, facts);
        main.addClassName("pp-row-main");
        var time = Formats.time(version.at());
        time.addClassNames("pp-secondary", "pp-small", "dataset-when");
        var row = new ListItem(Icons.of("database"), main, DatasetText.status(version), time);
        row.addClassName("pp-row");
        return row;
    }

    private static Span fact(String text) {
        var fact = new Span(text);
        fact.addClassName("pp-fact");
        return fact;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        watch = changes.subscribe(DatasetTopics.of(team), () -> ui.access(this::lookAgain));
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        super.onDetach(detached);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("dataset.list.title");
    }
}
