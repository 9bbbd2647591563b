package io.pitchpipe.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.tuningserver.TuningServerApplication;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an operator reads when a database cannot be used: sentences, and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFailureTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    private static String memory() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1";
    }

    private static void run(String url, String statement) {
        JdbcClient.create(new DriverManagerDataSource(url, "pitchpipe", ""))
                .sql(statement)
                .update();
    }

    /** The part of either application that has to do with its database: the rest takes long to start, and fails the same way. */
    @SpringBootConfiguration
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static class DatabaseOnly {}

    private static SpringApplication databaseOf(String configuration) {
        var application = new SpringApplication(DatabaseOnly.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("spring.config.name", configuration));
        return application;
    }

    private static SpringApplication serversDatabase() {
        return databaseOf(TuningServerApplication.CONFIG_NAME);
    }

    private String[] arguments(String url) {
        return new String[] {
            "--server.port=0",
            "--pitchpipe.server.data=" + data,
            "--pitchpipe.data=" + data,
            "--spring.datasource.url=" + url,
            // What stands there already is not taken for a stranger's database.
            "--spring.flyway.baseline-on-migrate=true",
            "--spring.flyway.baseline-version=0"
        };
    }

    private void assertFails(SpringApplication application, String url) {
        assertThatThrownBy(() -> application.run(arguments(url))).isInstanceOf(RuntimeException.class);
    }

    private static void assertSaid(CapturedOutput output, String... words) {
        assertThat(output.getAll()).contains(words).contains("Action:").doesNotContain("\tat ");
    }

    @Test
    void a_migration_that_fails_is_named_with_its_database_and_what_was_wrong(CapturedOutput output) {
        var url = memory();
        run(url, "create table \"tuned_model_reader\" (id int)");

        assertFails(TuningServerApplication.application(), url);

        assertSaid(
                output,
                "The database jdbc:h2:mem:",
                "could not be brought up to date: its migration 001 (V001__tuning_server.sql) failed in line ",
                "\"tuned_model_reader\" already exists",
                "Mend what the message names and start again.");
        assertThat(output.getAll()).doesNotContain("MODE=PostgreSQL", "Exception encountered");
    }

    @Test
    void the_portal_says_the_same(CapturedOutput output) {
        var url = memory();
        run(url, "create table \"membership\" (id int)");

        assertFails(databaseOf("application"), url);

        assertSaid(
                output,
                "its migration 010 (V010__accounts.sql) failed in line ",
                "\"membership\" already exists",
                "report these lines");
    }

    @Test
    void a_database_of_another_release_is_told_from_a_broken_one(CapturedOutput output) {
        var url = memory();
        serversDatabase().run(arguments(url)).close();
        run(url, "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '011'");

        assertFails(serversDatabase(), url);

        assertSaid(
                output,
                "was brought up to date by another release than this one",
                "version 011",
                "Start the release that it was last used with");
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_without_its_password(CapturedOutput output) {
        assertFails(serversDatabase(), "jdbc:postgresql://127.0.0.1:1/pitchpipe?user=pitchpipe&password=a-secret");

        assertSaid(
                output,
                "The database jdbc:postgresql://127.0.0.1:1/pitchpipe cannot be used: ",
                "SPRING_DATASOURCE_URL");
        assertThat(output.getAll()).doesNotContain("a-secret");
    }

    @Test
    void a_data_folder_that_another_process_uses_is_told_so(CapturedOutput output) throws Exception {
        var file = "jdbc:h2:file:" + data.resolve("db");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Waits for its standard input with the file open.
        var other = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), HoldsDatabase.class.getName(), file)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('o');

            assertFails(serversDatabase(), file);

            assertSaid(output, "is in use by another process.", "Another Pitchpipe works on this data folder");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
