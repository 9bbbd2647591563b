package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 closes its database when it cannot write; the server goes on by itself once there is room again. */
class FullDiskTest {

    @AfterEach
    void empty() {
        FullDisk.full = false;
    }

    private static int change(TestServer server, int project) {
        return server.send(
                        "PUT",
                        "/admin/projects/" + (1000 + project),
                        "{\"displayName\":\"x\"}",
                        "Authorization",
                        "Bearer " + TestServer.ADMIN)
                .status();
    }

    @Test
    void a_server_whose_disk_was_full_works_again_when_there_is_room(@TempDir Path data) {
        FullDisk.register();
        try (var server = TestServer.start(
                data,
                new FakeEngine(),
                "--spring.datasource.url=jdbc:h2:full:" + data.toAbsolutePath()
                        + "/db;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0")) {
            var key = server.key(1);
            assertThat(change(server, 1)).isEqualTo(200);

            FullDisk.full = true;
            TestServer.await("the full disk is noticed", () -> change(server, 2) >= 500);

            FullDisk.full = false;
            TestServer.await("changes are taken again", () -> change(server, 3) == 200);
            TestServer.await("the server is ready", () -> server.get("/readyz").status() == 200);
            assertThat(server.get("/v1beta/models?key=" + key).status())
                    .as("what was committed is there")
                    .isEqualTo(200);
        }
    }
}
