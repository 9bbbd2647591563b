package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.testing.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same on PostgreSQL, which locks and waits by other rules than H2. */
class LaunchedWhileDeletedPostgresTests extends LaunchedWhileDeletedTests {

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", Databases::postgresUrl);
        properties.add("spring.datasource.username", () -> "postgres");
        properties.add("spring.datasource.password", () -> "postgres");
    }
}
