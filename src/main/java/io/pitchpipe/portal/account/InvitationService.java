package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.AccountWriter;
import io.pitchpipe.portal.account.internal.InvitationRepository;
import io.pitchpipe.portal.account.internal.InvitationRepository.Open;
import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.account.internal.Tokens;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Invitations by link: single use, for a week, bound to an address if the owner wants that. */
@Service
public class InvitationService {

    /** How long a link works. */
    public static final Duration VALID = Duration.ofDays(7);

    private static final int MOST_OPEN = 100;

    private final InvitationRepository invitations;
    private final TeamRepository teams;
    private final UserRepository users;
    private final AccountWriter writer;
    private final CurrentUser currentUser;
    private final AuditLog audit;
    private final Changes changes;
    private final Clock clock;

    InvitationService(
            InvitationRepository invitations,
            TeamRepository teams,
            UserRepository users,
            AccountWriter writer,
            CurrentUser currentUser,
            AuditLog audit,
            Changes changes,
            Clock clock) {
        this.invitations = invitations;
        this.teams = teams;
        this.users = users;
        this.writer = writer;
        this.currentUser = currentUser;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Makes an invitation.
     *
     * @param email whom it is for; empty for whoever holds the link
     * @return the token that goes into the link, this once: only its digest is kept
     */
    @TeamOwner
    @Transactional
    public String invite(TeamId team, Role role, Optional<String> email) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (invitations.countOpen(team, now) >= MOST_OPEN) {
            throw new Refused("account.invitation.tooMany", MOST_OPEN);
        }
        var address = email.map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> FieldsRefused.only(AccountField.EMAIL, () -> AccountWriter.email(text)));
        var token = Tokens.create();
        var invitation = new Invitation(UUID.randomUUID(), role, address, "", now.plus(VALID));
        invitations.insert(invitation, team, currentUser.id(), Tokens.digest(token), now);
        audit.record(team, "member.invited", address.orElse("anyone with the link"), "as " + word(role));
        changes.bump(topic(team));
        return token;
    }

    /** The invitations that may still be used, newest first, 100 at most. */
    @TeamOwner
    public List<Invitation> open(TeamId team) {
        return invitations.open(team, clock.instant());
    }

    /** @throws NotFoundException if it is not there, or was used meanwhile */
    @TeamOwner
    @Transactional
    public void revoke(TeamId team, UUID invitation) {
        if (!invitations.delete(team, invitation)) {
            throw new NotFoundException("invitation");
        }
        audit.record(team, "member.invitationRevoked", invitation.toString());
        changes.bump(topic(team));
    }

    /** What the link offers. Anyone may ask who holds the token, which is not to be guessed; empty if it works no more. */
    @Anyone
    public Optional<Invitation.Offer> look(String token) {
        return find(token)
                .map(open -> new Invitation.Offer(
                        open.teamName(),
                        open.invitation().role(),
                        open.invitation().invitedBy(),
                        open.invitation().email()));
    }

    /**
     * Joins as the signed-in user.
     *
     * @return the team joined
     * @throws Refused if the link works no more, is for someone else, or the caller belongs to the team already
     */
    @SignedIn
    @Transactional
    public TeamId accept(String token) {
        var open = find(token).orElseThrow(InvitationService::dead);
        var user = users.find(currentUser.id()).orElseThrow(InvitationService::dead);
        join(open, user);
        return open.team();
    }

    /**
     * Makes an account and joins. Anyone may call it who holds the token.
     *
     * @throws FieldsRefused if a field is not as it should be
     * @throws Refused as {@link #accept}
     */
    @Anyone
    @Transactional
    public void acceptAsNew(String token, NewAccount account) {
        var open = find(token).orElseThrow(InvitationService::dead);
        join(open, writer.newUser(account, false));
    }

    private Optional<Open> find(String token) {
        return invitations.open(Tokens.digest(token), clock.instant());
    }

    private void join(Open open, User user) {
        var now = clock.instant();
        var meant = open.invitation().email();
        if (meant.isPresent() && !meant.get().equals(user.email())) {
            throw new Refused("account.invitation.otherEmail");
        }
        if (!invitations.take(open.invitation().id(), user.id(), now)) {
            throw dead();
        }
        if (!teams.join(open.team(), user.id(), open.invitation().role(), now)) {
            throw new Refused("account.invitation.alreadyMember");
        }
        audit.recordBy(
                user.id(),
                open.team(),
                "member.joined",
                user.name(),
                "as " + word(open.invitation().role()));
        changes.bump(topic(open.team()));
        changes.bump(topic(user.id()));
    }

    private static String topic(TeamId team) {
        return "team:" + team + ":members";
    }

    private static String topic(UserId user) {
        return "user:" + user;
    }

    private static Refused dead() {
        return new Refused("account.invitation.dead");
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
