package io.pitchpipe.start;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Says in sentences that a database cannot be used or brought up to date: which one, by which migration, and what to do; where there would be a stack trace otherwise. Flyway is the first to ask the
 * database for anything, so what is wrong with it is found here.
 */
final class DatabaseFailure extends AbstractFailureAnalyzer<FlywayException> {

    /** H2: another process has the file open. */
    private static final String IN_USE = "90020";

    /** What of an address may hold a password: the user's part, and the parameters. */
    private static final Pattern SECRETS = Pattern.compile("(?<=//)[^/@]*@|[?;].*");

    private final Environment environment;

    DatabaseFailure(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        return switch (cause) {
            case FlywayMigrateException failed -> migration(failed);
            case FlywayValidateException other -> otherMigrations(other);
            default -> unusable(cause);
        };
    }

    private FailureAnalysis migration(FlywayMigrateException failed) {
        var migration = failed.getMigration();
        return new FailureAnalysis(
                "The database %s could not be brought up to date: its migration %s (%s) failed%s: %s"
                        .formatted(
                                database(),
                                migration.getVersion(),
                                migration.getScript(),
                                failed.getLineNumber() > 0 ? " in line " + failed.getLineNumber() : "",
                                reason(failed)),
                "Mend what the message names and start again. If nobody has changed this database by hand, put back the copy made before the update, start the release it worked with, and report these lines. "
                        + "(PostgreSQL has undone the whole migration; H2 keeps the statements before the one that failed, so there it takes the copy.)",
                failed);
    }

    private FailureAnalysis otherMigrations(FlywayValidateException other) {
        return new FailureAnalysis(
                "The database %s was brought up to date by another release than this one, or a migration of it failed before: %s"
                        .formatted(database(), firstLines(other.getMessage())),
                "Start the release that it was last used with, or a later one; or put back the copy made before the update.",
                other);
    }

    private FailureAnalysis unusable(FlywayException cause) {
        var sql = sql(cause);
        if (sql != null && IN_USE.equals(sql.getSQLState())) {
            return new FailureAnalysis(
                    "The database %s is in use by another process.".formatted(database()),
                    "Another Pitchpipe works on this data folder: stop it, or give this one a folder of its own.",
                    cause);
        }
        return new FailureAnalysis(
                "The database %s cannot be used: %s".formatted(database(), reason(cause)),
                "Look whether it runs and can be reached from here, and whether spring.datasource.url, .username and .password (SPRING_DATASOURCE_URL, _USERNAME, _PASSWORD) are right.",
                cause);
    }

    /** Its address, without what could be a secret. */
    private String database() {
        return SECRETS.matcher(environment.getProperty("spring.datasource.url", "(no address)"))
                .replaceAll("");
    }

    /** What the database itself said, which names the table and the value; otherwise what Flyway said. */
    private static String reason(FlywayException failure) {
        var sql = sql(failure);
        return firstLines(sql == null ? failure.getMessage() : sql.getMessage());
    }

    private static @Nullable SQLException sql(Throwable failure) {
        SQLException innermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause instanceof SQLException sql ? sql : innermost;
        }
        return innermost;
    }

    /** H2 quotes whole statements, and Flyway draws lines: what is needed stands first. */
    private static String firstLines(@Nullable String message) {
        return String.valueOf(message)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(3)
                .reduce((all, line) -> all + " " + line)
                .orElse("(no message)");
    }
}
