package io.pitchpipe.testing;

import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.account.internal.SettingRepository;
import io.pitchpipe.portal.account.internal.SignedInUser;
import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Users and teams for tests, written past the services. */
public class PortalFixtures {

    /** The password of every user made here. */
    public static final String PASSWORD = "seven-lanterns-drift-home";

    private static final AtomicLong NUMBERS = new AtomicLong(471_100_000_000L);

    private final UserRepository users;
    private final TeamRepository teams;
    private final SettingRepository settings;
    private final String passwordHash;

    PortalFixtures(
            UserRepository users, TeamRepository teams, SettingRepository settings, PasswordEncoder passwordEncoder) {
        this.users = users;
        this.teams = teams;
        this.settings = settings;
        this.passwordHash = passwordEncoder.encode(PASSWORD);
    }

    public void ensureSetUp() {
        if (users.none()) {
            settings.set(SettingRepository.INSTANCE_NAME, "Test instance");
            newUser(true);
        }
    }

    public User newUser(boolean admin) {
        var number = NUMBERS.incrementAndGet();
        var user = new User(
                UserId.random(),
                "user" + number + "@example.org",
                "User " + number,
                admin,
                true,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        users.insert(user, passwordHash);
        return user;
    }

    public User newMember(TeamId team, Role role) {
        var user = newUser(false);
        teams.join(team, user.id(), role, Instant.now());
        return user;
    }

    /** Lets a user into one more team. */
    public void join(TeamId team, UserId user, Role role) {
        teams.join(team, user, role, Instant.now());
    }

    public NewTeam newTeam() {
        var number = NUMBERS.incrementAndGet();
        var team = new Team(TeamId.random(), "Team " + number, new ProjectNumber(number));
        teams.insert(team, Instant.now());
        return new NewTeam(team, newMember(team.id(), Role.OWNER));
    }

    public void signIn(UserId user) {
        var data = users.signInData(user).orElseThrow();
        var principal = new SignedInUser(data.id(), data.email(), null, data.sessionEpoch());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities()));
        SecurityContextHolder.setContext(context);
    }
}
