package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.AccountWriter;
import io.pitchpipe.portal.account.internal.SettingRepository;
import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.account.internal.Tokens;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators do: people, teams, and the name of the place. The instance always has an administrator who can sign in. */
@Service
public class AdminService {

    private final UserRepository users;
    private final TeamRepository teams;
    private final SettingRepository settings;
    private final CurrentUser currentUser;
    private final PasswordEncoder encoder;
    private final AuditLog audit;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    AdminService(
            UserRepository users,
            TeamRepository teams,
            SettingRepository settings,
            CurrentUser currentUser,
            PasswordEncoder encoder,
            AuditLog audit,
            Changes changes,
            ApplicationEventPublisher events) {
        this.users = users;
        this.teams = teams;
        this.settings = settings;
        this.currentUser = currentUser;
        this.encoder = encoder;
        this.audit = audit;
        this.changes = changes;
        this.events = events;
    }

    /**
     * Users by name.
     *
     * @param search part of a name or address; empty for all
     * @param limit 200 at most
     */
    @InstanceAdmin
    public List<User> users(String search, int offset, int limit) {
        return users.page(search, Math.max(0, offset), Math.clamp(limit, 1, 200));
    }

    /**
     * What else is known of a user.
     *
     * @param teams the names of their teams
     * @param lastSignIn empty if they have not signed in since this is kept
     */
    public record UserFacts(List<String> teams, Optional<Instant> lastSignIn) {}

    /** What else is known of these users. */
    @InstanceAdmin
    public Map<UserId, UserFacts> facts(Collection<User> about) {
        var ids = about.stream().map(User::id).toList();
        var names = teams.namesOf(ids);
        var signIns = users.lastSignIns(ids);
        return ids.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> new UserFacts(names.getOrDefault(id, List.of()), Optional.ofNullable(signIns.get(id)))));
    }

    @InstanceAdmin
    public int userCount(String search) {
        return users.count(search);
    }

    /** Teams by name, {@code limit} of them at most (200 at most). */
    @InstanceAdmin
    public List<Team> teams(int offset, int limit) {
        return teams.page(Math.max(0, offset), Math.clamp(limit, 1, 200));
    }

    @InstanceAdmin
    public int teamCount() {
        return teams.count();
    }

    @InstanceAdmin
    public String instanceName() {
        return settings.find(SettingRepository.INSTANCE_NAME).orElse("Pitchpipe");
    }

    /** @throws FieldsRefused if the name is empty or too long */
    @InstanceAdmin
    @Transactional
    public void renameInstance(String name) {
        var tidy = FieldsRefused.only(AccountField.INSTANCE, () -> AccountWriter.instanceName(name));
        settings.set(SettingRepository.INSTANCE_NAME, tidy);
        audit.recordForInstance("instance.renamed", tidy);
    }

    /**
     * Lets a user in or keeps them out; out means that their sessions end.
     *
     * @throws Refused if the caller means themselves, or the last administrator
     */
    @InstanceAdmin
    @Transactional
    public void setEnabled(UserId user, boolean enabled) {
        var known = require(user);
        if (!enabled) {
            requireAnotherAdmin(user);
        }
        users.setEnabled(user, enabled);
        audit.recordForInstance(enabled ? "user.enabled" : "user.disabled", known.email());
        if (!enabled) {
            events.publishEvent(new AccessChanged.Disabled(user, currentUser.id()));
        }
        changes.bump("user:" + user);
    }

    /** @throws Refused if the caller means themselves, or the last administrator */
    @InstanceAdmin
    @Transactional
    public void setAdmin(UserId user, boolean admin) {
        var known = require(user);
        if (!admin) {
            requireAnotherAdmin(user);
        }
        users.setAdmin(user, admin);
        audit.recordForInstance(admin ? "user.madeAdmin" : "user.madeOrdinary", known.email());
        events.publishEvent(new AccessChanged.Administrator(user, currentUser.id(), admin));
        changes.bump("user:" + user);
    }

    /**
     * Gives a user a new password, to be handed over and changed; their sessions end.
     *
     * @return the password, this once
     * @throws Refused if the caller means themselves: one's own is changed on the account page
     */
    @InstanceAdmin
    @Transactional
    public String resetPassword(UserId user) {
        var known = require(user);
        if (user.equals(currentUser.id())) {
            throw new Refused("admin.self");
        }
        var password = Tokens.create().substring(0, 20);
        users.setPassword(user, encoder.encode(password));
        audit.recordForInstance("user.passwordReset", known.email());
        changes.bump("user:" + user);
        return password;
    }

    private User require(UserId user) {
        return users.find(user).orElseThrow(() -> new NotFoundException("user"));
    }

    private void requireAnotherAdmin(UserId user) {
        if (user.equals(currentUser.id())) {
            throw new Refused("admin.self");
        }
        if (users.adminsBeside(user) == 0) {
            throw new Refused("admin.last");
        }
    }
}
