package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.DemoData.Demo;
import io.pitchpipe.portal.account.NewAccount;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * With {@code pitchpipe.demo=true} and an empty database: two teams and four people, whose random passwords are printed once; then, in
 * the background, what the features add.
 */
@Component
@ConditionalOnProperty("pitchpipe.demo")
class DemoStart {

    private record Made(User user, String password, String what) {}

    private final UserRepository users;
    private final TeamRepository teams;
    private final SettingRepository settings;
    private final AccountWriter writer;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Environment environment;

    DemoStart(
            UserRepository users,
            TeamRepository teams,
            SettingRepository settings,
            AccountWriter writer,
            TransactionTemplate transaction,
            Clock clock,
            Environment environment) {
        this.users = users;
        this.teams = teams;
        this.settings = settings;
        this.writer = writer;
        this.transaction = transaction;
        this.clock = clock;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void fillEmptyDatabase() {
        if (users.none()) {
            var people = new ArrayList<Made>();
            transaction.executeWithoutResult(status -> make(people));
            // At once, and before anything that may fail: nobody learns the passwords in another way.
            tell(people);
        }
    }

    private void tell(List<Made> people) {
        var address = LocalAddress.of(environment);
        var lines = new ArrayList<String>();
        lines.add("Pitchpipe is ready, as a demo with two teams. Open  " + address);
        lines.add("");
        lines.add("Sign in as one of these. The passwords are not shown again:");
        people.forEach(
                made -> lines.add("  %-20s %-22s %s".formatted(made.user().email(), made.password(), made.what())));
        lines.add("");
        lines.add("A first model appears under Models as soon as the tuning server is up, about a");
        lines.add("minute from now. Atlas owns it and shares it with Borealis.");
        lines.addAll(LocalAddress.stopHint(environment));
        Frames.print(lines.toArray(String[]::new));
    }

    private void make(List<Made> people) {
        settings.set(SettingRepository.INSTANCE_NAME, "Pitchpipe demo");
        var ada = person(people, "Ada Lovelace", true, "administrator, owner of Atlas");
        var ben = person(people, "Ben Okafor", false, "editor of Atlas");
        var olga = person(people, "Olga Rey", false, "owner of Borealis");
        var vera = person(people, "Vera Lind", false, "viewer of Borealis");
        var atlas = writer.newTeam("Atlas", Optional.empty(), ada.id());
        var borealis = writer.newTeam("Borealis", Optional.empty(), olga.id());
        teams.join(atlas.id(), ben.id(), Role.EDITOR, clock.instant());
        teams.join(borealis.id(), vera.id(), Role.VIEWER, clock.instant());
        settings.set(
                SettingRepository.DEMO,
                new DemoProgress(new Demo(atlas.id(), borealis.number()), ada.id(), Set.of()).kept());
    }

    private User person(List<Made> people, String name, boolean admin, String what) {
        var password = Tokens.create().substring(0, 20);
        var email = name.substring(0, name.indexOf(' ')).toLowerCase(java.util.Locale.ROOT) + "@example.org";
        var user = writer.newUser(new NewAccount(name, email, password), admin);
        people.add(new Made(user, password, what));
        return user;
    }
}
