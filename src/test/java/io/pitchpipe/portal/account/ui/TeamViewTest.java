package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.account.InvitationService;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.testing.PortalTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TeamViewTest extends PortalTest {

    @Autowired
    TeamService teams;

    @Autowired
    InvitationService invitations;

    private boolean says(String text) {
        return $(Span.class).withText(text).exists();
    }

    @Test
    void members_are_listed_with_their_roles() {
        var team = newTeam();
        var viewer = newMember(team.id(), Role.VIEWER);
        signIn(team);
        navigate("team", TeamView.class);
        await(() -> says(viewer.name()));
        assertThat($(H1.class).single().getText()).isEqualTo(team.team().name());
        assertThat(says("Project " + team.number())).isTrue();
        assertThat($(Select.class)
                        .withAriaLabel("Role of " + viewer.name())
                        .single()
                        .getValue())
                .isEqualTo(Role.VIEWER);
    }

    @Test
    void an_invitation_link_is_shown_once_and_listed_as_open() {
        var team = newTeam();
        signIn(team);
        navigate("team", TeamView.class);
        test($(Button.class).withText("Invite").single()).click();
        test($(EmailField.class).single()).setValue("zoe@example.org");
        test($(Button.class).withText("Create link").single()).click();
        await(() -> $(TextField.class).withLabel("Invitation link").exists());
        var link = $(TextField.class).withLabel("Invitation link").single().getValue();
        assertThat(link).matches(".*/invite/[A-Za-z0-9_-]{43}");
        await(() -> says("zoe@example.org"));
        assertThat(invitations.look(link.substring(link.lastIndexOf('/') + 1))).isPresent();
    }

    @Test
    void an_invitation_can_be_withdrawn() {
        var team = newTeam();
        signIn(team);
        var token = invitations.invite(team.id(), Role.VIEWER, java.util.Optional.empty());
        navigate("team", TeamView.class);
        await(() -> $(Button.class).withText("Withdraw").exists());
        test($(Button.class).withText("Withdraw").single()).click();
        await(() -> !$(Button.class).withText("Withdraw").exists());
        assertThat(invitations.look(token)).isEmpty();
    }

    @Test
    void the_last_owner_who_would_leave_is_told_what_to_do() {
        signIn(newTeam());
        navigate("team", TeamView.class);
        test($(Button.class).withText("Leave team").single()).click();
        test($(ConfirmDialog.class).single()).confirm();
        await(() -> $(Notification.class).exists());
        assertThat(says("A team needs an owner. Make someone else an owner first."))
                .isTrue();
    }

    @Test
    void removing_someone_asks_first_and_names_them() {
        var team = newTeam();
        var member = newMember(team.id(), Role.EDITOR);
        signIn(team);
        navigate("team", TeamView.class);
        await(() -> says(member.name()));
        test($(Button.class).withAriaLabel("Remove " + member.name()).single()).click();
        assertThat(teams.memberCount(team.id())).isEqualTo(2);
        test($(ConfirmDialog.class).single()).confirm();
        await(() -> teams.memberCount(team.id()) == 1);
    }

    @Test
    void a_viewer_sees_who_belongs_to_the_team_and_changes_nothing() {
        var team = newTeam();
        var viewer = newMember(team.id(), Role.VIEWER);
        signIn(viewer.id());
        navigate("team", TeamView.class);
        await(() -> says(team.owner().name()));
        assertThat($(Select.class).exists()).isFalse();
        assertThat($(Button.class).withText("Invite").exists()).isFalse();
        assertThat($(Button.class).withText("Rename").exists()).isFalse();
    }
}
