package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.design.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the frame who is looking. */
@Component
class DatabaseViewer implements Viewer {

    private final CurrentUser currentUser;
    private final Access access;
    private final UserRepository users;
    private final TeamRepository teams;
    private final SettingRepository settings;

    DatabaseViewer(
            CurrentUser currentUser,
            Access access,
            UserRepository users,
            TeamRepository teams,
            SettingRepository settings) {
        this.currentUser = currentUser;
        this.access = access;
        this.users = users;
        this.teams = teams;
        this.settings = settings;
    }

    @Override
    public Optional<Person> person() {
        if (!access.signedIn()) {
            return Optional.empty();
        }
        return currentUser
                .find()
                .flatMap(users::find)
                .map(user -> new Person(user.id(), user.name(), user.email(), user.admin()));
    }

    @Override
    public List<Team> teams() {
        if (!access.signedIn()) {
            return List.of();
        }
        return currentUser.find().map(teams::of).orElse(List.of()).stream()
                .map(own -> new Team(
                        own.team().id(),
                        own.team().name(),
                        own.team().number(),
                        word(own.role().name())))
                .toList();
    }

    private static String word(String role) {
        return role.charAt(0) + role.substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String instanceName() {
        return settings.find(SettingRepository.INSTANCE_NAME).orElse("Pitchpipe");
    }
}
