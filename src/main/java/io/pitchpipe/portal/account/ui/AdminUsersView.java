package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.AdminService;
import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.design.Confirm;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.Pager;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The people of this instance: found by name, let in or kept out, made administrators. Search and page are in the URL. */
@Route("admin")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
class AdminUsersView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    private record Loaded(List<User> users, Map<UserId, AdminService.UserFacts> facts, int total) {}

    private final transient AdminService admin;
    private final TextField search = new TextField();
    private final Div results = new Div();
    private String asked = "";
    private int page;

    AdminUsersView(AdminService admin) {
        this.admin = admin;
        addClassName("pp-page");
        search.setPlaceholder(getTranslation("admin.users.search"));
        search.setAriaLabel(getTranslation("admin.users.search"));
        search.setPrefixComponent(Icons.of("search"));
        search.setClearButtonVisible(true);
        search.setMaxLength(100);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                go(change.getValue().strip(), 0);
            }
        });
        search.addClassName("account-search");
        results.addClassName("pp-stack");
        add(AdminHeader.create(), search, results);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        // Says at once, and not after the page has come up, that this is not for everyone.
        admin.instanceName();
        var parameters = entering.getLocation().getQueryParameters();
        asked = parameters.getSingleParameter("q").orElse("");
        page = Pager.page(parameters);
        search.setValue(asked);
        if (results.getComponentCount() == 0) {
            results.add(new Skeleton(5));
        }
        reload();
    }

    private void go(String text, int toPage) {
        var parameters = new HashMap<String, String>();
        if (!text.isEmpty()) {
            parameters.put("q", text);
        }
        if (toPage > 0) {
            parameters.put("page", Integer.toString(toPage + 1));
        }
        UI.getCurrent().navigate("admin", QueryParameters.simple(Map.copyOf(parameters)));
    }

    private void reload() {
        var text = asked;
        var offset = page * PAGE;
        ViewTask.call(() -> {
                    var users = admin.users(text, offset, PAGE);
                    return new Loaded(users, admin.facts(users), admin.userCount(text));
                })
                .then(this::show)
                .start(this);
    }

    private void show(Loaded loaded) {
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        loaded.users()
                .forEach(user ->
                        list.add(row(user, Objects.requireNonNull(loaded.facts().get(user.id())))));
        results.removeAll();
        if (loaded.users().isEmpty()) {
            results.add(new Span(getTranslation("admin.users.none")));
        } else {
            results.add(list, new Pager(page, PAGE, loaded.total(), to -> go(asked, to)));
        }
    }

    private ListItem row(User user, AdminService.UserFacts known) {
        var teams = new Span(
                known.teams().isEmpty() ? getTranslation("admin.user.noTeam") : String.join(", ", known.teams()));
        var signIn = known.lastSignIn()
                .map(at -> new Span(new Span(getTranslation("admin.user.lastSignIn") + " "), Formats.time(at)))
                .orElseGet(() -> new Span(getTranslation("admin.user.neverSignedIn")));
        var since = new Span(new Span(getTranslation("admin.user.since") + " "), Formats.time(user.createdAt()));
        var marks = new Div();
        marks.addClassName("pp-actions");
        if (user.admin()) {
            marks.add(new StatusBadge(StatusBadge.Tone.NEUTRAL, getTranslation("admin.user.admin")));
        }
        if (!user.enabled()) {
            marks.add(new StatusBadge(StatusBadge.Tone.STOPPED, getTranslation("admin.user.disabled")));
        }
        return Rows.person(user.name(), Rows.facts(new Span(user.email()), teams, signIn, since), marks, menu(user));
    }

    private Component menu(User user) {
        var bar = new MenuBar();
        bar.addClassName("pp-more");
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_ICON);
        var root = bar.addItem(Icons.of("ellipsis"));
        root.setAriaLabel(getTranslation("admin.user.actions", user.name()));
        fill(root.getSubMenu(), user);
        return bar;
    }

    private void fill(SubMenu menu, User user) {
        menu.addItem(
                getTranslation(user.enabled() ? "admin.user.disable" : "admin.user.enable"),
                click -> change(
                        () -> admin.setEnabled(user.id(), !user.enabled()),
                        getTranslation(
                                user.enabled() ? "admin.user.disable.done" : "admin.user.enable.done", user.name())));
        menu.addItem(
                getTranslation(user.admin() ? "admin.user.makeOrdinary" : "admin.user.makeAdmin"),
                click -> change(
                        () -> admin.setAdmin(user.id(), !user.admin()),
                        getTranslation("admin.user.changed", user.name())));
        menu.addItem(
                getTranslation("admin.user.reset"),
                click -> Confirm.ask(
                        getTranslation("admin.user.reset.question", user.name()),
                        getTranslation("admin.user.reset.text"),
                        getTranslation("admin.user.reset"),
                        () -> ViewTask.call(() -> admin.resetPassword(user.id()))
                                .then(password -> new NewPasswordDialog(user.name(), password).open())
                                .start(this)));
    }

    private void change(Runnable deed, String done) {
        ViewTask.run(deed)
                .then(ok -> {
                    Notifications.succeeded(done);
                    reload();
                })
                .start(this);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("admin.title");
    }
}
