package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.InvitationService;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Confirm;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.TeamPanel;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The team: its project number, who belongs to it, invitations, and what other features show of it, such as the connection. */
@Route("team")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
class TeamView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient TeamService teams;
    private final transient InvitationService invitations;
    private final transient PublicAddress address;
    private final transient Changes changes;
    private final TeamId team;
    private final Div invite = new Div();
    private final MemberList members;
    private final InvitationList open;
    private transient Changes.@Nullable Registration watch;

    TeamView(
            CurrentTeam currentTeam,
            TeamService teams,
            InvitationService invitations,
            PublicAddress address,
            Changes changes,
            List<TeamPanel> panels) {
        this.teams = teams;
        this.invitations = invitations;
        this.address = address;
        this.changes = changes;
        this.team = currentTeam.id();
        addClassName("pp-page");
        var shown = teams.get(team);
        var owner = teams.myRole(team) == Role.OWNER;
        members = new MemberList(teams, team, owner);
        open = new InvitationList(invitations, team);
        invite.addClassName("account-slot");
        add(header(shown, owner), invite, section("team.members", members));
        if (owner) {
            add(section("team.invitations", open));
        }
        panels.stream().sorted(Comparator.comparingInt(TeamPanel::order)).forEach(panel -> {
            var content = panel.create(team);
            if (content.isVisible()) {
                add(section(panel.titleKey(), content));
            }
        });
        if (owner) {
            add(section("team.settings", renameForm(shown)));
        }
        add(section("team.leave.title", leaving(shown)));
    }

    private PageHeader header(Team shown, boolean owner) {
        var number = new Span(getTranslation("team.number", shown.number().toString()));
        number.addClassName("pp-number");
        var fact = new Span(
                number,
                new CopyButton(
                        getTranslation("team.number.copy"), shown.number().toString()));
        fact.addClassName("account-number");
        var header = new PageHeader(shown.name()).fact(fact);
        header.saying(getTranslation("team.number.help"));
        if (owner) {
            header.primary(new Button(getTranslation("team.invite"), click -> showInvite()));
        }
        return header;
    }

    private void showInvite() {
        invite.removeAll();
        invite.add(new InvitePanel(invitations, address, team, open::reload, invite::removeAll));
    }

    private Section section(String titleKey, Component content) {
        var section = new Section(new H2(getTranslation(titleKey)), content);
        section.addClassName("pp-section");
        return section;
    }

    private Component renameForm(Team shown) {
        var name = new TextField(getTranslation("account.field.team"));
        name.setValue(shown.name());
        var save = new Button(getTranslation("team.rename"));
        save.setDisableOnClick(true);
        var errors = new FieldErrors().field(AccountField.TEAM, name);
        save.addClickListener(click -> {
            var typed = name.getValue();
            ViewTask.run(() -> teams.rename(team, typed))
                    .then(done -> UI.getCurrent().getPage().reload())
                    .otherwise(errors.or(Notifications::failed))
                    .lastly(() -> save.setEnabled(true))
                    .start(this);
        });
        var row = new Div(name, save);
        row.addClassName("account-line");
        return row;
    }

    private Component leaving(Team shown) {
        var text = new Paragraph(getTranslation("team.leave.text"));
        text.addClassName("pp-secondary");
        var leave = new Button(
                getTranslation("team.leave"),
                click -> Confirm.ask(
                        getTranslation("team.leave.question", shown.name()),
                        getTranslation("team.leave.text"),
                        getTranslation("team.leave"),
                        () -> ViewTask.run(() -> teams.leave(team))
                                .then(done -> Links.leave(UI.getCurrent(), "/"))
                                .start(this)));
        var stack = new Div(text, new Div(leave));
        stack.addClassName("pp-stack");
        return stack;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        watch = changes.subscribe(
                "team:" + team + ":members",
                () -> ui.access(() -> {
                    members.reload();
                    open.reload();
                }));
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
        return getTranslation("design.nav.team");
    }

    /** Tells a failure and shows again what is so. */
    static void failed(Exception failure, Runnable reload) {
        Notifications.failed(failure);
        reload.run();
    }
}
