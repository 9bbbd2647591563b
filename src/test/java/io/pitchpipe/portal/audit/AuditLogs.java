package io.pitchpipe.portal.audit;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log for tests of parts: nobody is signed in. */
public final class AuditLogs {

    private AuditLogs() {}

    public static Refusals refusals(JdbcClient jdbc) {
        return new Refusals(new AuditLog(jdbc, Clock.systemUTC(), Optional::empty));
    }
}
