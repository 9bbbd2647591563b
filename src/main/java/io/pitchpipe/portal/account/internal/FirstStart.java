package io.pitchpipe.portal.account.internal;

import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Prints where the portal is once it is ready. While the instance has no account, each start makes a new set-up link and prints that: who
 * sees the terminal may set it up, and nobody else. Only the token's digest is kept; the link of an earlier start is dead.
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

    /** Before a demo fills an empty database: that prints a frame of its own. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(-1)
    void greet() {
        if (!LocalAddress.known(environment)) {
            return;
        }
        if (!users.none()) {
            ready();
        } else if (!environment.getProperty("pitchpipe.demo", Boolean.class, false)) {
            offerSetup();
        }
    }

    private void ready() {
        var lines = new ArrayList<String>();
        lines.add("Pitchpipe is ready. Open  " + LocalAddress.of(environment));
        lines.add("");
        lines.add(
                settings.find(SettingRepository.DEMO).isPresent()
                        ? "Sign in with an account of the demo; its passwords were shown at the first start."
                        : "Sign in with your account.");
        lines.addAll(LocalAddress.stopHint(environment));
        Frames.print(lines.toArray(String[]::new));
    }

    private void offerSetup() {
        var token = Tokens.create();
        settings.set(SettingRepository.SETUP_TOKEN, Tokens.digest(token));
        var lines = new ArrayList<String>();
        lines.add("Pitchpipe is ready to be set up. Open this link, which works once:");
        lines.add("");
        lines.add(LocalAddress.of(environment) + "/setup?token=" + token);
        lines.addAll(LocalAddress.stopHint(environment));
        Frames.print(lines.toArray(String[]::new));
        log.info("Not set up yet: the link for that was printed to the terminal, and is in no log");
    }
}
