package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.FieldsRefused;
import io.pitchpipe.portal.account.NewAccount;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamCreated;
import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes users and teams out of what people typed; the services decide who may. Runs in the caller's transaction. */
@Component
public class AccountWriter {

    /** Deliberately loose: something, an at sign, something; the only proof of an address is a mail that arrives. */
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

    private static final long LOWEST_NUMBER = 100_000_000_000L;

    private final UserRepository users;
    private final TeamRepository teams;
    private final PasswordRules rules;
    private final PasswordEncoder encoder;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public AccountWriter(
            UserRepository users,
            TeamRepository teams,
            PasswordRules rules,
            PasswordEncoder encoder,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.teams = teams;
        this.rules = rules;
        this.encoder = encoder;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks at the fields of a new account, and makes nothing. Whether the address is taken is not among what it looks at: that is
     * for those to know who could have had the account.
     */
    public void check(FieldsRefused.Check check, NewAccount account) {
        check.field(AccountField.NAME, () -> personName(account.name()));
        check.field(AccountField.EMAIL, () -> email(account.email()));
        check.field(AccountField.PASSWORD, () -> {
            var email = UserRepository.normal(account.email());
            rules.check(
                    account.password(),
                    Stream.of(account.name().strip(), email, email.split("@", 2)[0])
                            .filter(word -> !word.isEmpty())
                            .toList());
            return true;
        });
    }

    /** Looks at the fields of a new team, and makes nothing. */
    public void check(FieldsRefused.Check check, String teamName, Optional<String> number) {
        check.field(AccountField.TEAM, () -> teamName(teamName));
        check.field(AccountField.NUMBER, () -> number(number));
    }

    /** @throws FieldsRefused if a field is not as it should be, or the address is taken */
    public User newUser(NewAccount account, boolean admin) {
        var check = new FieldsRefused.Check();
        check(check, account);
        check.done();
        var name = personName(account.name());
        var email = email(account.email());
        var user = new User(
                UserId.random(), email, name, admin, true, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!users.insert(user, encoder.encode(account.password()))) {
            throw FieldsRefused.of(AccountField.EMAIL, new Refused("account.email.taken"));
        }
        return user;
    }

    /**
     * Makes a team with its first owner and tells the other modules.
     *
     * @param number as typed; empty for a generated one of 12 digits
     * @throws FieldsRefused if the name or number is not as it should be, or the number is taken
     */
    public Team newTeam(String name, Optional<String> number, UserId owner) {
        var check = new FieldsRefused.Check();
        check(check, name, number);
        check.done();
        var team = new Team(TeamId.random(), teamName(name), number(number).orElseGet(this::generated));
        var now = clock.instant();
        try {
            teams.insert(team, now);
        } catch (DuplicateKeyException raced) {
            throw FieldsRefused.of(AccountField.NUMBER, new Refused("account.number.taken"));
        }
        teams.join(team.id(), owner, Role.OWNER, now);
        events.publishEvent(new TeamCreated(team.id(), team.name(), team.number()));
        return team;
    }

    private Optional<ProjectNumber> number(Optional<String> typed) {
        return typed.map(String::strip).filter(text -> !text.isEmpty()).map(this::given);
    }

    private ProjectNumber given(String text) {
        ProjectNumber number;
        try {
            number = ProjectNumber.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refused("account.number.malformed");
        }
        if (teams.byNumber(number).isPresent()) {
            throw new Refused("account.number.taken");
        }
        return number;
    }

    private ProjectNumber generated() {
        while (true) {
            var number = new ProjectNumber(LOWEST_NUMBER + random.nextLong(9 * LOWEST_NUMBER));
            if (teams.byNumber(number).isEmpty()) {
                return number;
            }
        }
    }

    /** @throws Refused if it does not look like an address, or is longer than 254 characters (RFC 5321, 4.5.3.1.3) */
    public static String email(String typed) {
        var email = UserRepository.normal(typed);
        if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
            throw new Refused("account.email.malformed");
        }
        return email;
    }

    /** @throws Refused if it is empty or too long */
    public static String personName(String typed) {
        return name("account.field.name", typed, 100);
    }

    /** @throws Refused if it is empty or too long */
    public static String teamName(String typed) {
        return name("account.field.team", typed, 60);
    }

    /** @throws Refused if it is empty or too long */
    public static String instanceName(String typed) {
        return name("account.field.instance", typed, 60);
    }

    /**
     * A name without spaces around it or control characters within.
     *
     * @param field a key of the bundle: what the field is called
     * @param longest in code points
     * @throws Refused if it is empty or too long
     */
    private static String name(String field, String typed, int longest) {
        var name = typed.replaceAll("\\p{Cntrl}", " ").strip();
        if (name.isEmpty()) {
            throw new Refused(field + ".missing");
        }
        if (name.codePointCount(0, name.length()) > longest || name.length() > 2 * longest) {
            throw new Refused(field + ".long", longest);
        }
        return name;
    }
}
