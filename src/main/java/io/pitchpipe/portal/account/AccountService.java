package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.AccountWriter;
import io.pitchpipe.portal.account.internal.PasswordRules;
import io.pitchpipe.portal.account.internal.SignInThrottle;
import io.pitchpipe.portal.account.internal.SignedInUser;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people change about their own account. */
@Service
public class AccountService {

    private final UserRepository users;
    private final CurrentUser currentUser;
    private final PasswordRules rules;
    private final PasswordEncoder encoder;
    private final SignInThrottle throttle;
    private final AuditLog audit;
    private final Changes changes;

    AccountService(
            UserRepository users,
            CurrentUser currentUser,
            PasswordRules rules,
            PasswordEncoder encoder,
            SignInThrottle throttle,
            AuditLog audit,
            Changes changes) {
        this.users = users;
        this.currentUser = currentUser;
        this.rules = rules;
        this.encoder = encoder;
        this.throttle = throttle;
        this.audit = audit;
        this.changes = changes;
    }

    @SignedIn
    public User me() {
        return users.find(currentUser.id()).orElseThrow(() -> new NotFoundException("account"));
    }

    /** @throws FieldsRefused if the name is empty or too long */
    @SignedIn
    @Transactional
    public void rename(String name) {
        users.rename(currentUser.id(), FieldsRefused.only(AccountField.NAME, () -> AccountWriter.personName(name)));
        changes.bump("user:" + currentUser.id());
    }

    /**
     * Changes the caller's password and ends their other sessions; the one that asks goes on.
     *
     * @throws FieldsRefused if the current password is wrong, or the new one is too weak; both may be
     * @throws Refused if too many wrong ones were given
     */
    @SignedIn
    @Transactional
    public void changePassword(String present, String next) {
        var user = me();
        var known = users.signInData(user.id()).orElseThrow(() -> new NotFoundException("account"));
        if (!throttle.allows("password:" + user.id())) {
            throw new Refused("account.password.wait");
        }
        var check = new FieldsRefused.Check();
        check.field(AccountField.CURRENT_PASSWORD, () -> {
            if (!encoder.matches(present, known.passwordHash())) {
                throw new Refused("account.password.wrong");
            }
            throttle.succeeded("password:" + user.id(), user.email());
            return true;
        });
        check.field(AccountField.PASSWORD, () -> {
            rules.check(next, List.of(user.name(), user.email()));
            return true;
        });
        check.done();
        var epoch = users.setPassword(user.id(), encoder.encode(next));
        audit.recordForInstance("user.passwordChanged", user.email());
        changes.bump("user:" + user.id());
        var principal = new SignedInUser(user.id(), user.email(), null, epoch);
        // The context is the session's own object: this session goes on under the new epoch.
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities()));
    }
}
