package io.pitchpipe.tuningserver.job;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Takes connections out of the pool whose database was closed under them, as H2 does with its own when the disk is full: they believe themselves alive for ever, and the next one opens the database again. Named in
 * tuning-server.yaml.
 */
public final class DeadConnections implements SQLExceptionOverride {

    /** H2's codes: object already closed, connection broken, database closed, in the middle of closing, a file corrupted or closed underneath. */
    private static final Set<Integer> CODES = Set.of(90007, 90067, 90098, 90121, 90028, 90031);

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return CODES.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
