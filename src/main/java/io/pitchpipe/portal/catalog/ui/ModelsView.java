package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelList;
import io.pitchpipe.portal.catalog.ModelNames;
import io.pitchpipe.portal.catalog.ModelRemarks;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.catalog.ui.ModelsQuery.Show;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.tuning.TuningJob;
import jakarta.annotation.security.PermitAll;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models a team can use, in three lists; which one, what is looked for and in what order is in the URL. */
@Route("models")
@PermitAll
@StyleSheet("context://portal/styles/catalog.css")
class ModelsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;

    private final transient ModelService models;
    private final transient List<ModelRemarks> remarks;
    private final transient Changes changes;
    private final boolean editor;
    private final TeamId team;
    private final EnumMap<ModelList, Anchor> tabs = new EnumMap<>(ModelList.class);
    private final TextField search = new TextField();
    private final Div notice = new Div();
    private final Div content = new Div();
    private final Select<Show> status = new Select<>();
    private ModelsQuery query = ModelsQuery.of(QueryParameters.empty());
    private int shown = PAGE;
    private transient Changes.@Nullable Registration watching;

    ModelsView(
            ModelService models, List<ModelRemarks> remarks, Changes changes, Access access, CurrentTeam currentTeam) {
        this.models = models;
        this.remarks = remarks;
        this.changes = changes;
        this.team = currentTeam.id();
        this.editor = access.editor(team);
        addClassName("pp-page");
        var header = new PageHeader(getTranslation("catalog.models.title"));
        if (editor) {
            header.primary("teach", getTranslation("home.teach"));
        }
        search.setPlaceholder(getTranslation("catalog.models.search"));
        search.setAriaLabel(getTranslation("catalog.models.search"));
        search.setPrefixComponent(Icons.of("search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setMaxLength(100);
        search.addClassName("catalog-search");
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                shown = PAGE;
                query = query.searching(search.getValue());
                remember();
                load();
            }
        });
        status.setAriaLabel(getTranslation("catalog.filter"));
        status.setItems(Show.values());
        status.setItemLabelGenerator(show -> getTranslation("catalog.filter." + ModelsQuery.word(show)));
        status.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                UI.getCurrentOrThrow()
                        .navigate("models", query.showing(change.getValue()).parameters());
            }
        });
        notice.addClassNames("pp-secondary", "catalog-notice");
        notice.getElement().setAttribute("role", "status");
        content.addClassName("pp-stack");
        var filters = new Div(search, status);
        filters.addClassName("catalog-filters");
        add(header, tabs(), filters, notice, content);
    }

    private Component tabs() {
        var nav = new Nav();
        nav.addClassName("pp-tabs");
        nav.getElement().setAttribute("aria-label", getTranslation("catalog.models.lists"));
        for (var list : ModelList.values()) {
            var tab = Links.to("", getTranslation("catalog.models.tab." + ModelsQuery.word(list)));
            tab.addClassName("pp-tab");
            tabs.put(list, tab);
            nav.add(tab);
        }
        return nav;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        query = ModelsQuery.of(event.getLocation().getQueryParameters());
        tabs.forEach((list, link) -> {
            link.setHref(query.list(list).route());
            link.getElement().removeAttribute("aria-current");
            if (list == query.which()) {
                link.getElement().setAttribute("aria-current", "page");
            }
        });
        search.setValue(query.search());
        status.setValue(query.show());
        shown = PAGE;
        load();
        if (query.which() == ModelList.SHARED) {
            ViewTask.run(() -> models.refresh(team))
                    .then(done -> notice.removeAll())
                    .otherwise(failure -> notice.setText(
                            getTranslation("catalog.models.not-refreshed", Notifications.explain(failure))))
                    .start(this);
        }
    }

    /** Keeps what is looked for in the URL, without a new entry in the history for each letter. */
    private void remember() {
        UI.getCurrentOrThrow().getPage().getHistory().replaceState(null, new Location("models", query.parameters()));
    }

    private void load() {
        content.removeAll();
        var all = models.all(team, query.which(), query.search());
        var wanted = all.stream().filter(query.show()::shows).toList();
        if (all.isEmpty()) {
            content.add(nothing());
            return;
        }
        var scores = query.sort() == ModelsQuery.Sort.SCORE
                ? remarks(remarks, team, wanted)
                : Map.<ModelId, ModelRemarks.Remark>of();
        var page = wanted.stream().sorted(query.order(scores)).limit(shown).toList();
        if (page.isEmpty()) {
            content.add(new Paragraph(getTranslation("catalog.models.none-shown")));
        } else {
            content.add(new ModelTable(
                    page,
                    ModelNames.among(all),
                    scores.isEmpty() ? remarks(remarks, team, page) : scores,
                    query,
                    editor));
        }
        if (wanted.size() > page.size()) {
            content.add(new Button(getTranslation("catalog.models.more"), click -> {
                shown += PAGE;
                load();
            }));
        }
        if (all.size() >= ModelService.MAX) {
            content.add(new Paragraph(getTranslation("catalog.models.too-many", ModelService.MAX)));
        }
        hidden(all);
    }

    /** Runs that made no model are not shown by themselves, but how many there are is said. */
    private void hidden(List<ModelEntry> all) {
        var ended = all.stream().filter(Show.ENDED::shows).count();
        if (query.show() == Show.USABLE && ended > 0) {
            var line = new Paragraph(
                    new Span(getTranslation("catalog.models.hidden", ended)),
                    Links.to(query.showing(Show.ALL).route(), getTranslation("catalog.models.hidden.show")));
            line.addClassNames("pp-secondary", "catalog-hidden");
            content.add(line);
        }
    }

    static Map<ModelId, ModelRemarks.Remark> remarks(List<ModelRemarks> sources, TeamId team, List<ModelEntry> found) {
        var ids = found.stream().filter(ModelEntry::ready).map(ModelEntry::id).toList();
        var all = new HashMap<ModelId, ModelRemarks.Remark>();
        sources.forEach(source -> all.putAll(source.of(team, ids)));
        return all;
    }

    private Component nothing() {
        if (!query.search().isBlank()) {
            return new EmptyState(
                    "search",
                    getTranslation("catalog.models.none-found"),
                    getTranslation("catalog.models.none-found.text", query.search()));
        }
        var key = "catalog.models.empty." + ModelsQuery.word(query.which());
        if (query.which() == ModelList.SHARED) {
            return new EmptyState(
                    "share-2",
                    getTranslation(key),
                    getTranslation(key + ".text"),
                    Links.button("team", getTranslation("catalog.models.empty.shared.number")));
        }
        return new EmptyState(
                "boxes",
                getTranslation(key),
                getTranslation(key + ".text"),
                editor ? new Component[] {Links.primary("teach", getTranslation("home.teach"))} : new Component[0]);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        var ui = attached.getUI();
        watching = changes.subscribe(TuningJob.modelsTopic(team), () -> ui.access(this::load));
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
        return getTranslation("catalog.models.title");
    }
}
