package io.pitchpipe.portal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.testing.PortalTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class InvitationServiceTest extends PortalTest {

    private static final String GOOD = "violet-kettle-under-the-stairs";

    @Autowired
    InvitationService invitations;

    @Autowired
    TeamService teams;

    @Autowired
    UserRepository users;

    @Autowired
    JdbcClient jdbc;

    @Test
    void someone_new_makes_an_account_and_belongs_to_the_team() {
        var team = newTeam();
        signIn(team);
        var token = invitations.invite(team.id(), Role.VIEWER, Optional.empty());
        signOut();
        assertThat(invitations.look(token)).hasValueSatisfying(offer -> {
            assertThat(offer.teamName()).isEqualTo(team.team().name());
            assertThat(offer.role()).isEqualTo(Role.VIEWER);
        });
        var email = UUID.randomUUID() + "@example.org";
        invitations.acceptAsNew(token, new NewAccount("Zoë", email.toUpperCase(java.util.Locale.ROOT), GOOD));
        signIn(users.signInData(email).orElseThrow().id());
        assertThat(teams.myRole(team.id())).isEqualTo(Role.VIEWER);
    }

    @Test
    void a_link_works_once() {
        var team = newTeam();
        signIn(team);
        var token = invitations.invite(team.id(), Role.EDITOR, Optional.empty());
        signIn(newUser().id());
        assertThat(invitations.accept(token)).isEqualTo(team.id());
        signIn(newUser().id());
        assertThat(invitations.look(token)).isEmpty();
        refused("account.invitation.dead", () -> invitations.accept(token));
    }

    @Test
    void a_link_dies_after_a_week() {
        var team = newTeam();
        signIn(team);
        var token = invitations.invite(team.id(), Role.EDITOR, Optional.empty());
        jdbc.sql("update invitation set expires_at = ? where team_id = ?")
                .params(
                        Instant.now(Clock.systemUTC())
                                .minus(Duration.ofSeconds(1))
                                .atOffset(ZoneOffset.UTC),
                        team.id().value())
                .update();
        assertThat(invitations.open(team.id())).isEmpty();
        signIn(newUser().id());
        refused("account.invitation.dead", () -> invitations.accept(token));
    }

    @Test
    void a_link_for_an_address_is_for_nobody_else() {
        var team = newTeam();
        var meant = newUser();
        signIn(team);
        var token = invitations.invite(
                team.id(), Role.EDITOR, Optional.of(" " + meant.email().toUpperCase(java.util.Locale.ROOT)));
        signIn(newUser().id());
        refused("account.invitation.otherEmail", () -> invitations.accept(token));
        signIn(meant.id());
        assertThat(invitations.accept(token)).isEqualTo(team.id());
    }

    @Test
    void a_member_who_opens_the_link_does_not_use_it_up() {
        var team = newTeam();
        signIn(team);
        var token = invitations.invite(team.id(), Role.VIEWER, Optional.empty());
        refused("account.invitation.alreadyMember", () -> invitations.accept(token));
        assertThat(teams.myRole(team.id())).isEqualTo(Role.OWNER);
        assertThat(invitations.look(token)).isPresent();
    }

    @Test
    void a_withdrawn_link_is_dead() {
        var team = newTeam();
        signIn(team);
        var token = invitations.invite(team.id(), Role.VIEWER, Optional.empty());
        var open = invitations.open(team.id()).getFirst();
        invitations.revoke(team.id(), open.id());
        assertThat(invitations.look(token)).isEmpty();
        assertThatThrownBy(() -> invitations.revoke(team.id(), open.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void an_invitation_of_another_team_cannot_be_withdrawn() {
        var team = newTeam();
        var other = newTeam();
        signIn(team);
        invitations.invite(team.id(), Role.VIEWER, Optional.empty());
        var open = invitations.open(team.id()).getFirst();
        signIn(other);
        assertThatThrownBy(() -> invitations.revoke(other.id(), open.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void links_of_an_owner_who_is_none_any_more_are_dead() {
        var team = newTeam();
        var second = newMember(team.id(), Role.OWNER);
        signIn(second.id());
        var token = invitations.invite(team.id(), Role.OWNER, Optional.empty());
        signIn(team);
        teams.changeRole(team.id(), second.id(), Role.VIEWER);
        signIn(newUser().id());
        refused("account.invitation.dead", () -> invitations.accept(token));
    }

    @Test
    void a_taken_address_or_a_weak_password_leaves_the_link_alive() {
        var team = newTeam();
        var known = newUser();
        signIn(team);
        var token = invitations.invite(team.id(), Role.VIEWER, Optional.empty());
        signOut();
        refused("account.email.taken", () -> invitations.acceptAsNew(token, new NewAccount("A", known.email(), GOOD)));
        refused(
                "account.password.short",
                () -> invitations.acceptAsNew(token, new NewAccount("A", "a@example.org", "short")));
        refused(
                "account.password.guessable",
                () -> invitations.acceptAsNew(token, new NewAccount("A", "a@example.org", "password123456")));
        refused("account.email.malformed", () -> invitations.acceptAsNew(token, new NewAccount("A", "nobody", GOOD)));
        refused("account.field.name.missing", () -> invitations.acceptAsNew(token, new NewAccount(" ", "a@b", GOOD)));
        assertThat(invitations.look(token)).isPresent();
    }

    @Test
    void nobody_makes_a_hundred_and_one_open_links() {
        var team = newTeam();
        signIn(team);
        for (var each = 0; each < 100; each++) {
            invitations.invite(team.id(), Role.VIEWER, Optional.empty());
        }
        refused("account.invitation.tooMany", () -> invitations.invite(team.id(), Role.VIEWER, Optional.empty()));
    }

    private static void refused(String key, Runnable attempt) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(attempt::run)
                .matches(refused -> refused.key().equals(key), "is refused with " + key);
    }
}
