package io.pitchpipe.tuningserver.job;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Whether the server can do its work. */
@Service
public class Readiness {

    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    /** How long the database may take for the simplest of questions, in seconds; a pool without a connection would wait for half a minute. */
    private static final long PATIENCE = 2;

    private final JdbcClient sql;
    private final TuningEngine engine;
    private final ServerSettings settings;

    Readiness(JdbcClient sql, TuningEngine engine, ServerSettings settings) {
        this.sql = sql;
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * What was found.
     *
     * @param database whether it answers
     * @param engine whether this machine can train and generate; the first look takes seconds
     * @param disk whether a file can be written to the data folder. A disk that is full but for its reserve is ready: it answers prompts, and refuses trainings by itself
     */
    public record Found(boolean database, boolean engine, boolean disk) {

        /** Whether all of it is. */
        public boolean ready() {
            return database && engine && disk;
        }
    }

    public Found look() {
        return new Found(database(), engine.status().available(), disk());
    }

    private boolean database() {
        var asked =
                new FutureTask<>(() -> sql.sql("select 1").query(Integer.class).single());
        // Never interrupted, however long it takes: H2 closes its file when a thread at work in it is.
        Thread.ofVirtual().name("readiness").start(asked);
        try {
            return asked.get(PATIENCE, TimeUnit.SECONDS) == 1;
        } catch (ExecutionException | TimeoutException away) {
            log.warn("Not ready: the database does not answer: {}", away.toString());
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes, since a disk that is full or was remounted for reading looks like any other. */
    private boolean disk() {
        try {
            var probe = Files.createTempFile(settings.data(), "ready", null);
            try {
                Files.write(probe, new byte[4096]);
            } finally {
                Files.delete(probe);
            }
            return true;
        } catch (IOException refused) {
            log.warn("Not ready: the data folder cannot be written to: {}", refused.toString());
            return false;
        }
    }
}
