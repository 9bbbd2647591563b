package io.pitchpipe.portal.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.pitchpipe.portal.common.Changes;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The frame around every view: navigation at the left (a drawer where it is narrow), team, search, what features add and user at the top. */
@Layout
@PermitAll
@JsModule("context://portal/shell.js")
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final long serialVersionUID = 1L;

    private final transient Viewer viewer;
    private final transient CurrentTeam currentTeam;
    private final transient Changes changes;
    private final Main main = new Main();
    private transient Changes.@Nullable Registration watch;
    private String shownPath = "";

    MainLayout(
            Viewer viewer,
            CurrentTeam currentTeam,
            Changes changes,
            AuthenticationContext authentication,
            List<SearchSource> sources,
            List<BarPart> parts) {
        this.viewer = viewer;
        this.currentTeam = currentTeam;
        this.changes = changes;
        setPrimarySection(Section.DRAWER);
        main.addClassName("pp-main");
        main.setId("main");
        main.getElement().setAttribute("tabindex", "-1");
        setContent(main);
        addToDrawer(drawer());
        var toggle = new DrawerToggle();
        toggle.setAriaLabel(getTranslation("design.nav.toggle"));
        var spacer = new Div();
        spacer.addClassName("pp-spacer");
        var bar = new Header(
                skipLink(),
                toggle,
                new TeamSwitcher(viewer, currentTeam),
                spacer,
                new SearchBox(currentTeam, sources),
                new ThemeSwitch());
        parts.stream()
                .sorted(Comparator.comparingInt(BarPart::order))
                .map(BarPart::create)
                .forEach(bar::add);
        bar.add(new UserMenu(viewer, authentication::logout, this::showShortcuts));
        bar.addClassName("pp-bar");
        addToNavbar(bar);
        getElement().addEventListener("pp-shortcuts", event -> showShortcuts());
    }

    private Anchor skipLink() {
        var skip = new Anchor("#main", getTranslation("design.skip"));
        skip.setRouterIgnore(true);
        skip.addClassName("pp-skip");
        return skip;
    }

    private Component drawer() {
        var mark = new Span();
        mark.addClassName("pp-mark");
        var brand = new Anchor("", mark, new Span(getTranslation("app.name")));
        brand.getElement().setAttribute("router-link", true);
        brand.addClassName("pp-brand");
        var work = new SideNav();
        work.getElement().setAttribute("aria-label", getTranslation("design.nav.main"));
        work.addItem(
                item("design.nav.home", "", "house"),
                nested("design.nav.datasets", "datasets", "database"),
                nested("design.nav.models", "models", "boxes"),
                item("design.nav.playground", "playground", "messages-square"),
                item("design.nav.activity", "activity", "activity"));
        var place = new SideNav();
        place.getElement().setAttribute("aria-label", getTranslation("design.nav.place"));
        place.addClassName("pp-nav-place");
        place.addItem(nested("design.nav.team", "team", "users"));
        if (viewer.person().map(Viewer.Person::admin).orElse(false)) {
            place.addItem(nested("design.nav.admin", "admin", "shield"));
        }
        var drawer = new Aside(brand, work, place);
        drawer.getElement().setAttribute("aria-label", getTranslation("design.nav.drawer"));
        drawer.addClassName("pp-drawer");
        return drawer;
    }

    private SideNavItem item(String key, String route, String icon) {
        return new SideNavItem(getTranslation(key), route, Icons.of(icon));
    }

    private SideNavItem nested(String key, String route, String icon) {
        var item = item(key, route, icon);
        item.setMatchNested(true);
        return item;
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.removeAll();
        if (content != null) {
            main.getElement().appendChild(content.getElement());
        }
    }

    @Override
    public void removeRouterLayoutContent(HasElement oldContent) {
        main.removeAll();
    }

    /** Another page begins at its top. Going back or loading anew, the browser knows where it was. */
    @Override
    public void afterNavigation(AfterNavigationEvent navigation) {
        var path = navigation.getLocation().getPath();
        var trigger = navigation.getLocationChangeEvent().getTrigger();
        if (!path.equals(shownPath) && trigger != NavigationTrigger.HISTORY && trigger != NavigationTrigger.PAGE_LOAD) {
            getElement().executeJs("window.pitchpipe && window.pitchpipe.top()");
        }
        shownPath = path;
        sayWhatEnded(navigation);
    }

    private void showShortcuts() {
        new ShortcutsDialog().open();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        getElement().executeJs("window.pitchpipe && window.pitchpipe.attach(this)");
        var ui = attached.getUI();
        var shown = currentTeam.find();
        viewer.person()
                .ifPresent(person ->
                        watch = changes.subscribe("user:" + person.id(), () -> ui.access(() -> lookAgain(ui, shown))));
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        super.onDetach(detached);
    }

    /** The user's account or membership has changed while this page is open: what may no longer be seen goes at once, and says why. */
    private void lookAgain(UI ui, Optional<Viewer.Team> shown) {
        if (viewer.person().isEmpty()) {
            leave(ui, "/login?ended");
            ui.getSession().close();
            return;
        }
        var teams = viewer.teams();
        if (shown.isEmpty()) {
            if (!teams.isEmpty()) {
                leave(ui, "/");
            }
            return;
        }
        var now = teams.stream()
                .filter(team -> team.id().equals(shown.get().id()))
                .findFirst();
        if (now.isEmpty()) {
            leave(ui, "/?ended=team");
        } else if (!now.get().role().equals(shown.get().role())) {
            leave(ui, "/?ended=role");
        }
    }

    /** What was shown goes at once, and with it what it had running, such as an answer; the browser follows. */
    private void leave(UI ui, String path) {
        main.removeAll();
        Links.leave(ui, path);
    }

    /** The page before this one had to go: here is why. A page that is loaded again says it no more. */
    private void sayWhatEnded(AfterNavigationEvent navigation) {
        var ended = navigation.getLocation().getQueryParameters().getSingleParameter("ended");
        if (ended.isEmpty()) {
            return;
        }
        switch (ended.get()) {
            case "team" -> Notifications.failed(getTranslation("design.ended.team"));
            case "role" -> Notifications.failed(getTranslation("design.ended.role"));
            default -> {
                return;
            }
        }
        getUI().ifPresent(ui -> ui.getPage()
                .getHistory()
                .replaceState(null, navigation.getLocation().getPath()));
    }
}
