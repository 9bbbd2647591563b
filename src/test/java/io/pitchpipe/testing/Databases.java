package io.pitchpipe.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fresh, migrated databases of both kinds, for repository tests: <pre>{@code
 * static Stream<Named<DataSource>> databases() { return Databases.migrated("db/portal"); }
 * @ParameterizedTest @MethodSource("databases")
 * void a_dataset_is_found_again(DataSource database) …
 * }</pre>
 */
public final class Databases {

    private static @Nullable EmbeddedPostgres server;

    private Databases() {}

    /** An H2 in memory and a PostgreSQL database, both empty but for the migrations at {@code location}. */
    public static Stream<Named<DataSource>> migrated(String location) {
        return Stream.of(Named.of("H2", h2(location)), Named.of("PostgreSQL", postgres(location)));
    }

    /**
     * The same as of an earlier build: with the migrations up to a version only. {@link #upgrade} brings them up to date.
     *
     * @param version the last one, such as {@code 094?}; the question mark allows that there is none of that very number
     */
    public static Stream<Named<DataSource>> migratedTo(String version, String location) {
        return Stream.of(Named.of("H2", emptyH2()), Named.of("PostgreSQL", emptyPostgres()))
                .peek(database -> flyway(database.getPayload(), location)
                        .target(version)
                        .load()
                        .migrate());
    }

    /** Brings a database up to date. */
    public static void upgrade(DataSource database, String location) {
        flyway(database, location).load().migrate();
    }

    public static DataSource h2(String location) {
        var database = emptyH2();
        upgrade(database, location);
        return database;
    }

    public static DataSource postgres(String location) {
        var database = emptyPostgres();
        upgrade(database, location);
        return database;
    }

    private static DataSource emptyH2() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        return database;
    }

    private static DataSource emptyPostgres() {
        var database = new PGSimpleDataSource();
        database.setUrl(postgresUrl());
        return database;
    }

    /** The JDBC URL of a new, empty PostgreSQL database (user and password included). */
    public static synchronized String postgresUrl() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().setPort(Ports.free()).start();
            }
            var name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return server.getJdbcUrl("postgres", name);
        } catch (IOException | SQLException unavailable) {
            throw new IllegalStateException("The embedded PostgreSQL did not start", unavailable);
        }
    }

    private static FluentConfiguration flyway(DataSource database, String location) {
        return Flyway.configure().dataSource(database).locations("classpath:" + location);
    }
}
