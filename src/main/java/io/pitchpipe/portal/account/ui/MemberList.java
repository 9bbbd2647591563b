package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.account.Member;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Confirm;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import java.util.List;

/** Who belongs to the team, fifty at a time; owners change roles and take people out. */
final class MemberList extends Div {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    private record Loaded(List<Member> members, int total) {}

    private final transient TeamService teams;
    private final TeamId team;
    private final boolean owner;
    private int shown = PAGE;

    MemberList(TeamService teams, TeamId team, boolean owner) {
        this.teams = teams;
        this.team = team;
        this.owner = owner;
        addClassName("pp-stack");
        add(new Skeleton(3));
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        reload();
    }

    void reload() {
        var limit = Math.min(shown, 200);
        ViewTask.call(() -> new Loaded(teams.members(team, 0, limit), teams.memberCount(team)))
                .then(this::show)
                .start(this);
    }

    private void show(Loaded loaded) {
        removeAll();
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        loaded.members().forEach(member -> list.add(row(member)));
        add(list);
        if (loaded.total() > loaded.members().size() && shown < 200) {
            add(new Button(
                    getTranslation(
                            "team.members.more",
                            loaded.total() - loaded.members().size()),
                    click -> {
                        shown += PAGE;
                        reload();
                    }));
        }
    }

    private ListItem row(Member member) {
        var since = new Span(new Span(getTranslation("team.member.since") + " "), Formats.time(member.since()));
        var facts = member.enabled()
                ? Rows.facts(new Span(member.email()), since)
                : Rows.facts(new Span(member.email()), new Span(getTranslation("team.member.disabled")));
        return Rows.person(member.name(), facts, owner ? controls(member) : new Span(RoleWords.of(member.role())));
    }

    private Component controls(Member member) {
        var role = RoleWords.select();
        role.setAriaLabel(getTranslation("team.member.role", member.name()));
        role.setValue(member.role());
        role.addClassName("account-role");
        role.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                ViewTask.run(() -> teams.changeRole(team, member.user(), change.getValue()))
                        .then(done -> Notifications.succeeded(getTranslation(
                                "team.member.roleChanged", member.name(), RoleWords.of(change.getValue()))))
                        .otherwise(failure -> TeamView.failed(failure, this::reload))
                        .start(this);
            }
        });
        var remove = new Button(Icons.of("x"), click -> askToRemove(member));
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        remove.setAriaLabel(getTranslation("team.member.remove", member.name()));
        remove.setTooltipText(getTranslation("team.member.remove", member.name()));
        var controls = new Div(role, remove);
        controls.addClassName("pp-actions");
        return controls;
    }

    private void askToRemove(Member member) {
        Confirm.ask(
                getTranslation("team.member.remove.question", member.name()),
                getTranslation("team.member.remove.text"),
                getTranslation("team.member.remove", member.name()),
                () -> ViewTask.run(() -> teams.remove(team, member.user()))
                        .then(done -> {
                            Notifications.succeeded(getTranslation("team.member.removed", member.name()));
                            reload();
                        })
                        .start(this));
    }
}
