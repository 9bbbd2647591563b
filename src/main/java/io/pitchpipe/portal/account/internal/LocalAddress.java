package io.pitchpipe.portal.account.internal;

import java.util.List;
import org.springframework.core.env.Environment;

/** Where somebody at the terminal reaches this portal, with the port it really has. */
final class LocalAddress {

    private LocalAddress() {}

    /** Whether there is a web server at all; tests of views have none. */
    static boolean known(Environment environment) {
        return environment.containsProperty("local.server.port");
    }

    /** As configured, else on this machine; no slash at the end. */
    static String of(Environment environment) {
        var base = environment.getProperty("pitchpipe.base-url", "").strip().replaceAll("/+$", "");
        return base.isEmpty() ? "http://localhost:" + environment.getProperty("local.server.port", "8080") : base;
    }

    /** How to stop what is running, if whoever started it has said so. */
    static List<String> stopHint(Environment environment) {
        var hint = environment.getProperty("pitchpipe.stop-hint", "").strip();
        return hint.isEmpty() ? List.of() : List.of("", hint);
    }
}
