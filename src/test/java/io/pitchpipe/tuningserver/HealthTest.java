package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.pitchpipe.tuningserver.lm.EngineStatus;
import io.pitchpipe.tuningserver.lm.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the probes of a platform see, with one thing after the other taken away. */
class HealthTest {

    private static final String UP = """
            {
              "status": "UP",
              "checks": {
                "database": "UP",
                "engine": "UP",
                "disk": "UP"
              }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final FakeEngine engine = new FakeEngine();

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(
                Files.createDirectory(folder.resolve("data")),
                engine,
                "--logging.file.name=" + folder.resolve("log"),
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertNotReady(String check) {
        var answer = server.get("/readyz");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .isEqualTo(UP.replace("\"" + check + "\": \"UP\"", "\"" + check + "\": \"DOWN\"")
                        .replace("\"status\": \"UP\"", "\"status\": \"DOWN\""));
        assertThat(server.get("/healthz").status()).as("alive all the same").isEqualTo(200);
    }

    @Test
    void a_server_that_can_work_says_so_without_a_key() {
        assertThat(server.get("/readyz").status()).isEqualTo(200);
        assertThat(server.get("/readyz").body()).isEqualTo(UP);
        assertThat(folder.resolve("data"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("ready"));
    }

    @Test
    void a_machine_that_cannot_train_is_not_ready() {
        engine.status = new EngineStatus(false, "no native library", Placement.CPU);

        assertNotReady("engine");
    }

    @Test
    void a_data_folder_that_cannot_be_written_is_not_ready() throws IOException {
        var data = folder.resolve("data");
        Files.move(data, folder.resolve("elsewhere"));
        try {
            assertNotReady("disk");
        } finally {
            Files.move(folder.resolve("elsewhere"), data);
        }
        assertThat(server.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void a_database_that_is_gone_is_not_ready() {
        ((HikariDataSource) server.bean(DataSource.class)).close();

        assertNotReady("database");
    }
}
