package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.DemoData;
import io.pitchpipe.portal.account.NewAccount;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * With {@code pitchpipe.demo=true} and an empty database: two teams, four people, and what the features add. The passwords are
 * random and printed once.
 */
@Component
@ConditionalOnProperty("pitchpipe.demo")
class DemoStart {

    private static final Logger log = LoggerFactory.getLogger(DemoStart.class);

    private record Made(User user, String password, String what) {}

    private final UserRepository users;
    private final TeamRepository teams;
    private final SettingRepository settings;
    private final AccountWriter writer;
    private final List<DemoData> data;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Environment environment;

    DemoStart(
            UserRepository users,
            TeamRepository teams,
            SettingRepository settings,
            AccountWriter writer,
            List<DemoData> data,
            TransactionTemplate transaction,
            Clock clock,
            Environment environment) {
        this.users = users;
        this.teams = teams;
        this.settings = settings;
        this.writer = writer;
        this.data = data;
        this.transaction = transaction;
        this.clock = clock;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void fillEmptyDatabase() {
        if (!users.none()) {
            return;
        }
        var people = new ArrayList<Made>();
        var atlas = transaction.execute(status -> make(people));
        if (atlas == null) {
            return;
        }
        asOwner(
                people.getFirst().user(),
                () -> data.stream()
                        .sorted(Comparator.comparingInt(DemoData::order))
                        .forEach(each -> add(each, atlas)));
        var lines = new ArrayList<String>();
        lines.add("A demo with two teams is ready at " + LocalAddress.of(environment));
        lines.add("Sign in as one of these; the passwords are not shown again:");
        lines.add("");
        people.forEach(
                made -> lines.add("%-22s %-24s %s".formatted(made.user().email(), made.password(), made.what())));
        Frames.print(lines.toArray(String[]::new));
    }

    private Team make(List<Made> people) {
        settings.set(SettingRepository.INSTANCE_NAME, "Pitchpipe demo");
        var ada = person(people, "Ada Lovelace", true, "administrator, owner of Atlas");
        var ben = person(people, "Ben Okafor", false, "editor of Atlas");
        var olga = person(people, "Olga Rey", false, "owner of Borealis");
        var vera = person(people, "Vera Lind", false, "viewer of Borealis");
        var atlas = writer.newTeam("Atlas", Optional.empty(), ada.id());
        var borealis = writer.newTeam("Borealis", Optional.empty(), olga.id());
        teams.join(atlas.id(), ben.id(), Role.EDITOR, clock.instant());
        teams.join(borealis.id(), vera.id(), Role.VIEWER, clock.instant());
        return atlas;
    }

    private User person(List<Made> people, String name, boolean admin, String what) {
        var password = Tokens.create().substring(0, 20);
        var email = name.substring(0, name.indexOf(' ')).toLowerCase(java.util.Locale.ROOT) + "@example.org";
        var user = writer.newUser(new NewAccount(name, email, password), admin);
        people.add(new Made(user, password, what));
        return user;
    }

    /** A feature that cannot add its part leaves the demo without it. */
    private static void add(DemoData each, Team team) {
        try {
            each.fill(team.id());
        } catch (RuntimeException failed) {
            log.warn("The demo goes without the part of {}", each.getClass().getSimpleName(), failed);
        }
    }

    private void asOwner(User owner, Runnable work) {
        var principal = new SignedInUser(owner.id(), owner.email(), null, 0);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities()));
        SecurityContextHolder.setContext(context);
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
