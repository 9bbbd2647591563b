package io.pitchpipe.tuningserver;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One server with a fake engine that learns at once, for all tests of the HTTP surface; each test takes projects of its own. */
public final class SharedServer {

    private static final AtomicLong projects = new AtomicLong(700_000_000_000L);

    private static final FakeEngine engine = new FakeEngine();

    private static @Nullable TestServer server;

    private SharedServer() {}

    public static synchronized TestServer get() {
        if (server == null) {
            server = TestServer.start(
                    Path.of("target", "test-server", UUID.randomUUID().toString()),
                    engine,
                    "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
                            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        }
        return server;
    }

    public static FakeEngine engine() {
        return engine;
    }

    public static long newProject() {
        return projects.incrementAndGet();
    }
}
