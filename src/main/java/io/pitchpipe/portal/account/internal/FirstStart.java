package io.pitchpipe.portal.account.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * While the instance has no account, each start makes a new set-up link and prints it: who sees the terminal may set it up, and
 * nobody else. Only the token's digest is kept; the link of an earlier start is dead.
 */
@Component
class FirstStart {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final UserRepository users;
    private final SettingRepository settings;
    private final Environment environment;

    FirstStart(UserRepository users, SettingRepository settings, Environment environment) {
        this.users = users;
        this.settings = settings;
        this.environment = environment;
    }

    /** After the demo has had its turn. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(100)
    void offerSetup() {
        if (!LocalAddress.known(environment) || !users.none()) {
            return;
        }
        var token = Tokens.create();
        settings.set(SettingRepository.SETUP_TOKEN, Tokens.digest(token));
        Frames.print(
                "Pitchpipe is ready to be set up. Open this link, which works once:",
                "",
                LocalAddress.of(environment) + "/setup?token=" + token);
        log.info("Not set up yet: the link for that was printed to the terminal, and is in no log");
    }
}
