package io.pitchpipe.portal.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log for tests. */
public final class AuditLogs {

    private AuditLogs() {}

    /** Nobody is signed in. */
    public static Refusals refusals(JdbcClient jdbc) {
        return new Refusals(new AuditLog(jdbc, Clock.systemUTC(), Optional::empty));
    }

    /** Seals even what was written just now. */
    public static void sealAll(AuditSeals seals) {
        seals.sealBefore(Instant.MAX);
    }
}
