package io.pitchpipe.portal.dataset.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The objects of the bucket that no chunk names. An object is noted here before it is written, and taken off in the transaction that
 * names it, which fails if somebody else took it off first; so none is swept that a row names, however long a transaction lasts.
 */
@Repository
class LooseObjects {

    /** How long a new object waits for its row before it may be swept. Also so long lies what a killed process left. */
    static final Duration PATIENCE = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    LooseObjects(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes objects that are about to be written. In no transaction, so that what is noted stays noted. @param names at least one */
    void expect(List<String> names) {
        var due = at(clock.instant().plus(PATIENCE));
        var parameters = new ArrayList<Object>();
        names.forEach(name -> Collections.addAll(parameters, name, due));
        jdbc.sql("insert into dataset_loose_object (object_name, due) values "
                        + String.join(", ", Collections.nCopies(names.size(), "(?, ?)")))
                .params(parameters)
                .update();
    }

    /**
     * Takes an object off, in the transaction that puts the row which names it.
     *
     * @throws IllegalStateException if it has been swept: then this transaction must not come to its end
     */
    void named(String name) {
        if (forget(name) == 0) {
            throw new IllegalStateException("Object " + name + " was swept before a row named it");
        }
    }

    /**
     * Notes the objects of chunks whose rows are about to be deleted, in the same transaction.
     *
     * @param where which rows, as a condition on dataset_chunk
     */
    void leave(String where, Object parameter) {
        jdbc.sql(
                        "insert into dataset_loose_object (object_name, due) select object_name, cast(? as timestamp with time zone)"
                                + " from dataset_chunk " + where + " and object_name is not null")
                .params(at(clock.instant()), parameter)
                .update();
    }

    /** Objects that may be swept, held until the caller's transaction ends; none that somebody is about to name. */
    List<String> due(int limit) {
        return jdbc.sql("""
                select object_name from dataset_loose_object where due <= ? order by due, object_name limit ?
                for update skip locked""")
                .params(at(clock.instant()), limit)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** How many are due. */
    long due() {
        return count("where due <= ?");
    }

    /** How many wait for the row that is to name them, or for their time. */
    long waiting() {
        return count("where due > ?");
    }

    private long count(String where) {
        return jdbc.sql("select count(*) from dataset_loose_object " + where)
                .param(at(clock.instant()))
                .query(Long.class)
                .single();
    }

    /** @return how many there were: one or none */
    int forget(String name) {
        return jdbc.sql("delete from dataset_loose_object where object_name = ?")
                .param(name)
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
