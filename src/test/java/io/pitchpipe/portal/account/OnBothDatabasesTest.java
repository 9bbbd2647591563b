package io.pitchpipe.portal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.account.internal.SettingRepository;
import io.pitchpipe.portal.account.internal.SignedInUser;
import io.pitchpipe.portal.account.internal.Tokens;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.testing.Databases;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Set-up, people and teams on H2 and on PostgreSQL. */
class OnBothDatabasesTest {

    private static final NewAccount ADA = new NewAccount("Ada", "Ada@Example.org", "seven-lanterns-drift-home");

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    @AfterEach
    void nobodyStaysSignedIn() {
        SecurityContextHolder.clearContext();
    }

    private static String offerSetup(AnnotationConfigApplicationContext portal) {
        var token = Tokens.create();
        portal.getBean(SettingRepository.class).set(SettingRepository.SETUP_TOKEN, Tokens.digest(token));
        return token;
    }

    private static void signIn(UserId user) {
        var principal = new SignedInUser(user, "x", null, 0);
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities()));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_set_up_link_works_once(DataSource database) {
        try (var portal = AccountModule.on(database, Clock.systemUTC())) {
            var setup = portal.getBean(SetupService.class);
            var token = offerSetup(portal);
            assertThat(setup.done()).isFalse();
            assertThat(setup.accepts("guess")).isFalse();
            assertThat(setup.accepts(token)).isTrue();
            setup.complete(token, "Harbour", ADA, "Atlas", Optional.of("123456789012"));
            assertThat(setup.done()).isTrue();
            assertThat(setup.accepts(token)).isFalse();
            refused("account.setup.used", () -> setup.complete(token, "Mine", ADA, "Mine", Optional.empty()));
            var admin = portal.getBean(UserRepository.class)
                    .signInData("ada@example.org")
                    .orElseThrow();
            signIn(admin.id());
            assertThat(portal.getBean(TeamService.class).mine())
                    .singleElement()
                    .satisfies(team -> assertThat(team.number().value()).isEqualTo(123_456_789_012L));
            var team = portal.getBean(TeamService.class).mine().getFirst().id();
            var activity = portal.getBean(ActivityService.class);
            assertThat(activity.page(team, "", Optional.empty(), 10))
                    .as("it says who did it")
                    .singleElement()
                    .satisfies(line -> assertThat(line.actor()).contains("Ada"));
            assertThat(activity.instancePage(Optional.empty(), 10))
                    .singleElement()
                    .satisfies(line -> assertThat(line.actor()).contains("Ada"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_set_up_that_fails_leaves_the_link_alive_and_nothing_behind(DataSource database) {
        try (var portal = AccountModule.on(database, Clock.systemUTC())) {
            var setup = portal.getBean(SetupService.class);
            var token = offerSetup(portal);
            refused("account.number.malformed", () -> setup.complete(token, "P", ADA, "Atlas", Optional.of("zero")));
            refused(
                    "account.password.guessable",
                    () -> setup.complete(
                            token, "P", new NewAccount("Ada", "a@b.c", "aaaaaaaaaaaa"), "Atlas", Optional.empty()));
            assertThat(portal.getBean(UserRepository.class).none()).isTrue();
            assertThat(setup.accepts(token)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_forged_or_missing_token_sets_nothing_up(DataSource database) {
        try (var portal = AccountModule.on(database, Clock.systemUTC())) {
            var setup = portal.getBean(SetupService.class);
            refused("account.setup.used", () -> setup.complete("", "P", ADA, "Atlas", Optional.empty()));
            offerSetup(portal);
            refused("account.setup.used", () -> setup.complete(Tokens.create(), "P", ADA, "Atlas", Optional.empty()));
            assertThat(setup.done()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_team_lives_its_life(DataSource database) {
        try (var portal = AccountModule.on(database, Clock.systemUTC())) {
            portal.getBean(SetupService.class).complete(offerSetup(portal), "P", ADA, "Atlas", Optional.empty());
            var users = portal.getBean(UserRepository.class);
            signIn(users.signInData("ada@example.org").orElseThrow().id());
            var teams = portal.getBean(TeamService.class);
            var invitations = portal.getBean(InvitationService.class);
            var team = teams.mine().getFirst().id();
            var token = invitations.invite(team, Role.EDITOR, Optional.of("ben@example.org"));
            assertThat(invitations.open(team)).hasSize(1);
            invitations.acceptAsNew(token, new NewAccount("Ben", "ben@example.org", "violet-kettle-under-the-stairs"));
            assertThat(invitations.open(team)).isEmpty();
            assertThat(teams.members(team, 0, 10)).extracting(Member::name).containsExactly("Ada", "Ben");
            assertThat(teams.members(team, 1, 10)).extracting(Member::role).containsExactly(Role.EDITOR);
            var ben = users.signInData("BEN@example.org").orElseThrow();
            teams.changeRole(team, ben.id(), Role.VIEWER);
            portal.getBean(AdminService.class).setEnabled(ben.id(), false);
            assertThat(users.signInData(ben.id()).orElseThrow().sessionEpoch()).isEqualTo(ben.sessionEpoch() + 1);
            assertThat(portal.getBean(AdminService.class).users("BEN", 0, 10)).hasSize(1);
            refused("account.team.lastOwner", () -> teams.leave(team));
            teams.remove(team, ben.id());
            var log = portal.getBean(ActivityService.class).page(team, "", Optional.empty(), 100);
            assertThat(log)
                    .extracting(line -> line.entry().action())
                    .containsExactly(
                            "member.removed", "member.roleChanged", "member.joined", "member.invited", "team.created");
            assertThat(log.get(2).actor()).contains("Ben");
        }
    }

    private static void refused(String key, Runnable attempt) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(attempt::run)
                .matches(refused -> refused.key().equals(key), "is refused with " + key);
    }
}
