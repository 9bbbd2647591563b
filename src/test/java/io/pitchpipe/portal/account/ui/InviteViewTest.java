package io.pitchpipe.portal.account.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.account.InvitationService;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.testing.PortalTest;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InviteViewTest extends PortalTest {

    @Autowired
    InvitationService invitations;

    @Autowired
    TeamService teams;

    private String invite(io.pitchpipe.testing.NewTeam team) {
        signIn(team);
        var token = invitations.invite(team.id(), Role.EDITOR, Optional.empty());
        signOut();
        return token;
    }

    @Test
    void someone_new_makes_an_account_on_the_page() {
        var team = newTeam();
        UI.getCurrent().navigate("invite/" + invite(team));
        assertThat($(H1.class).single().getText())
                .isEqualTo("Join " + team.team().name());
        test($(TextField.class).withLabel("Your name").single()).setValue("Zoë");
        test($(EmailField.class).single()).setValue(UUID.randomUUID() + "@example.org");
        test($(PasswordField.class).single()).setValue("password1234");
        var join = $(Button.class).withText("Create account and join").single();
        test(join).click();
        await(join::isEnabled);
        assertThat($(PasswordField.class).single().isInvalid()).isTrue();
        assertThat($(PasswordField.class).single().getErrorMessage()).contains("easy to guess");
        test($(PasswordField.class).single()).setValue("violet-kettle-under-the-stairs");
        test(join).click();
        await(() -> join.getText().equals("Signing you in …"));
        assertThat(join.isEnabled()).as("nothing is sent twice").isFalse();
        assertThat(UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations())
                .as("the browser signs in by the sign-in page's own way")
                .anyMatch(pending -> pending.getInvocation().getExpression().contains("form.action = 'login'"));
        signIn(team);
        assertThat(teams.memberCount(team.id())).isEqualTo(2);
    }

    @Test
    void an_invitation_for_one_address_makes_no_account_for_another() {
        var team = newTeam();
        signIn(team);
        var token = invitations.invite(team.id(), Role.VIEWER, Optional.of("zoe@example.org"));
        signOut();
        UI.getCurrent().navigate("invite/" + token);
        assertThat($(EmailField.class).single().getValue()).isEqualTo("zoe@example.org");
        assertThat($(EmailField.class).single().isReadOnly()).isTrue();
    }

    @Test
    void someone_with_an_account_joins_with_one_click() {
        var team = newTeam();
        var token = invite(team);
        var guest = newUser();
        signIn(guest.id());
        UI.getCurrent().navigate("invite/" + token);
        test($(Button.class).withText("Join " + team.team().name()).single()).click();
        await(() -> !teams.mine().isEmpty());
        assertThat(teams.myRole(team.id())).isEqualTo(Role.EDITOR);
    }

    @Test
    void an_invitation_waits_while_its_holder_signs_in() {
        var team = newTeam();
        var token = invite(team);
        UI.getCurrent().navigate("invite/" + token);
        test($(Button.class).withText("I have an account: sign in").single()).click();
        assertThat(getCurrentView()).isInstanceOf(LoginView.class);
        signIn(newUser().id());
        UI.getCurrent().navigate("");
        assertThat(getCurrentView()).isInstanceOf(InviteView.class);
    }

    @Test
    void a_dead_link_says_so() {
        UI.getCurrent().navigate("invite/nothing");
        assertThat($(H1.class).single().getText()).isEqualTo("This link no longer works");
    }
}
