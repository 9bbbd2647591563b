package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.AdminService;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.Pager;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** The teams of this instance, and a new one. */
@Route("admin/teams")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
class AdminTeamsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    private record Loaded(List<Team> teams, int total) {}

    private final transient AdminService admin;
    private final transient TeamService teams;
    private final transient CurrentTeam currentTeam;
    private final Div results = new Div();

    AdminTeamsView(AdminService admin, TeamService teams, CurrentTeam currentTeam) {
        this.admin = admin;
        this.teams = teams;
        this.currentTeam = currentTeam;
        addClassName("pp-page");
        results.addClassName("pp-stack");
        results.add(new Skeleton(4));
        add(AdminHeader.create(), newTeam(), results);
    }

    private Section newTeam() {
        var name = new TextField(getTranslation("account.field.team"));
        var number = new TextField(getTranslation("account.field.number"));
        number.setPlaceholder(getTranslation("setup.number.placeholder"));
        number.setAllowedCharPattern("[0-9]");
        number.setMaxLength(19);
        var create = new Button(getTranslation("admin.team.create"));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.setDisableOnClick(true);
        var errors = new FieldErrors().field(AccountField.TEAM, name).field(AccountField.NUMBER, number);
        create.addClickListener(click -> {
            var typedName = name.getValue();
            var typedNumber = Optional.of(number.getValue());
            ViewTask.call(() -> teams.create(typedName, typedNumber))
                    .then(team -> {
                        currentTeam.choose(team.id());
                        Links.leave(UI.getCurrent(), "/team");
                    })
                    .otherwise(errors.or(Notifications::failed))
                    .lastly(() -> create.setEnabled(true))
                    .start(this);
        });
        var line = new Div(name, number, create);
        line.addClassName("account-line");
        var section = new Section(new H2(getTranslation("admin.team.new")), line);
        section.addClassName("pp-section");
        return section;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        admin.instanceName();
        var page = Pager.page(entering.getLocation().getQueryParameters());
        ViewTask.call(() -> new Loaded(admin.teams(page * PAGE, PAGE), admin.teamCount()))
                .then(loaded -> show(loaded, page))
                .start(this);
    }

    private void show(Loaded loaded, int page) {
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        for (var team : loaded.teams()) {
            var number = new Span(getTranslation("team.number", team.number().toString()));
            number.addClassName("pp-number");
            list.add(Rows.plain(
                    team.name(),
                    number,
                    new CopyButton(
                            getTranslation("team.number.copyOf", team.name()),
                            team.number().toString())));
        }
        results.removeAll();
        results.add(
                list,
                new Pager(
                        page,
                        PAGE,
                        loaded.total(),
                        to -> UI.getCurrent()
                                .navigate("admin/teams", QueryParameters.of("page", Integer.toString(to + 1)))));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("admin.teams");
    }
}
