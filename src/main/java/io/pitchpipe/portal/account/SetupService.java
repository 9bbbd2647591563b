package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.AccountWriter;
import io.pitchpipe.portal.account.internal.SettingRepository;
import io.pitchpipe.portal.account.internal.Tokens;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Refused;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The first start: whoever holds the link from the terminal names the instance, its administrator and its first team, once. */
@Service
public class SetupService {

    private final UserRepository users;
    private final SettingRepository settings;
    private final AccountWriter writer;
    private final AuditLog audit;
    private volatile boolean done;

    SetupService(UserRepository users, SettingRepository settings, AccountWriter writer, AuditLog audit) {
        this.users = users;
        this.settings = settings;
        this.writer = writer;
        this.audit = audit;
    }

    /** Safe for anyone: it only tells whether this instance has an account. */
    @Anyone
    public boolean done() {
        if (!done) {
            done = !users.none();
        }
        return done;
    }

    /** Safe for anyone: whether {@code token} is the one from the terminal; 256 random bits are not guessed. */
    @Anyone
    public boolean accepts(String token) {
        return !done()
                && settings.find(SettingRepository.SETUP_TOKEN)
                        .filter(Tokens.digest(token)::equals)
                        .isPresent();
    }

    /**
     * Sets the instance up and uses the token up, in one transaction. Anyone may call it, because nobody has an account yet; the
     * token is what they must hold.
     *
     * @param instanceName 1 to 60 characters
     * @param projectNumber a number to give the first team, as typed; empty for a generated one
     * @throws FieldsRefused if a field is not as it should be: nothing has happened then
     * @throws Refused if the token was used
     */
    @Anyone
    @Transactional
    public void complete(
            String token, String instanceName, NewAccount admin, String teamName, Optional<String> projectNumber) {
        if (!users.none() || !settings.take(SettingRepository.SETUP_TOKEN, Tokens.digest(token))) {
            throw new Refused("account.setup.used");
        }
        var check = new FieldsRefused.Check();
        var instance = check.field(AccountField.INSTANCE, () -> AccountWriter.instanceName(instanceName));
        writer.check(check, admin);
        writer.check(check, teamName, projectNumber);
        check.done();
        settings.set(SettingRepository.INSTANCE_NAME, instance.orElseThrow());
        var user = writer.newUser(admin, true);
        var team = writer.newTeam(teamName, projectNumber, user.id());
        audit.recordForInstanceBy(user.id(), "instance.setUp", instanceName.strip());
        audit.recordBy(user.id(), team.id(), "team.created", team.name(), "project " + team.number());
    }
}
