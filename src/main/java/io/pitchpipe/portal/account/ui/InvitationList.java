package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.account.Invitation;
import io.pitchpipe.portal.account.InvitationService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import java.util.List;

/** The invitations that are still open. */
final class InvitationList extends Div {

    private static final long serialVersionUID = 1L;

    private final transient InvitationService invitations;
    private final TeamId team;

    InvitationList(InvitationService invitations, TeamId team) {
        this.invitations = invitations;
        this.team = team;
        add(new Skeleton(1));
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        reload();
    }

    void reload() {
        if (isAttached()) {
            ViewTask.call(() -> invitations.open(team)).then(this::show).start(this);
        }
    }

    private void show(List<Invitation> open) {
        removeAll();
        if (open.isEmpty()) {
            var none = new Paragraph(getTranslation("team.invitations.none"));
            none.addClassName("pp-secondary");
            add(none);
            return;
        }
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        open.forEach(invitation -> list.add(row(invitation)));
        add(list);
    }

    private ListItem row(Invitation invitation) {
        var who = invitation.email().orElseGet(() -> getTranslation("team.invitation.anyone"));
        var expires = new Span(
                new Span(getTranslation("team.invitation.expires") + " "), Formats.time(invitation.expiresAt()));
        var facts = Rows.facts(
                new Span(RoleWords.of(invitation.role())),
                new Span(getTranslation("team.invitation.by", invitation.invitedBy())),
                expires);
        var revoke = new Button(
                getTranslation("team.invitation.revoke"),
                click -> ViewTask.run(() -> invitations.revoke(team, invitation.id()))
                        .then(done -> {
                            Notifications.succeeded(getTranslation("team.invitation.revoked"));
                            reload();
                        })
                        .otherwise(failure -> TeamView.failed(failure, this::reload))
                        .start(this));
        revoke.setAriaLabel(getTranslation("team.invitation.revoke.for", who));
        return Rows.plain(who, facts, revoke);
    }
}
