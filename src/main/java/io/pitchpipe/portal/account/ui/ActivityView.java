package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.ActivityService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.ActivityPanel;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What runs and waits, and who did what. The kind of deed and the page are in the URL. */
@Route("activity")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
class ActivityView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    /** What actions begin with, by feature. */
    private static final List<String> KINDS = List.of("", "dataset", "tuning", "model", "member", "connection", "team");

    private final transient ActivityService activity;
    private final TeamId team;
    private final Nav kinds = new Nav();
    private final Div log = new Div(new Skeleton(6));

    ActivityView(CurrentTeam currentTeam, ActivityService activity, List<ActivityPanel> panels) {
        this.activity = activity;
        this.team = currentTeam.id();
        addClassName("pp-page");
        add(new PageHeader(getTranslation("design.nav.activity")).saying(getTranslation("activity.text")));
        panels.stream().sorted(Comparator.comparingInt(ActivityPanel::order)).forEach(panel -> {
            var content = panel.create(team);
            if (content.isVisible()) {
                var section = new Section(new H2(getTranslation(panel.titleKey())), content);
                section.addClassName("pp-section");
                add(section);
            }
        });
        kinds.addClassName("pp-filter");
        kinds.getElement().setAttribute("aria-label", getTranslation("activity.filter"));
        var section = new Section(new H2(getTranslation("activity.log")), kinds, log);
        section.addClassName("pp-section");
        add(section);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        var parameters = entering.getLocation().getQueryParameters();
        var asked = parameters.getSingleParameter("kind").orElse("");
        var kind = KINDS.contains(asked) ? asked : "";
        showKinds(kind);
        var before = before(parameters);
        ViewTask.call(() -> activity.page(team, kind, before, PAGE + 1))
                .then(lines -> {
                    log.removeAll();
                    log.add(new AuditRows(
                            lines, PAGE, "activity?" + (kind.isEmpty() ? "" : "kind=" + kind + "&") + "before="));
                })
                .start(this);
    }

    private void showKinds(String chosen) {
        kinds.removeAll();
        for (var kind : KINDS) {
            var link = Links.to(
                    kind.isEmpty() ? "activity" : "activity?kind=" + kind,
                    getTranslation("activity.kind." + (kind.isEmpty() ? "all" : kind)));
            link.addClassName("pp-chip");
            if (kind.equals(chosen)) {
                link.getElement().setAttribute("aria-current", "true");
            }
            kinds.add(link);
        }
    }

    /** The id that the parameter {@code before} of a URL asks for. */
    static Optional<Long> before(QueryParameters parameters) {
        return parameters
                .getSingleParameter("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("design.nav.activity");
    }
}
