package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTests {

    private static final List<String> CACHES = List.of("org.bytedeco.javacpp.cachedir", "DJL_CACHE_DIR");

    @Test
    void native_libraries_are_unpacked_where_the_server_says_unless_an_operator_said_otherwise() {
        List<String> before =
                CACHES.stream().map(cache -> System.getProperty(cache, "")).toList();
        try {
            System.setProperty(CACHES.getFirst(), "/elsewhere");
            System.clearProperty(CACHES.getLast());
            Engine.unpackInto(Path.of("data", "cache"));
            assertThat(System.getProperty(CACHES.getFirst())).isEqualTo("/elsewhere");
            if (System.getenv(CACHES.getLast()) == null) {
                assertThat(System.getProperty(CACHES.getLast()))
                        .isEqualTo(Path.of("data", "cache").toAbsolutePath().toString());
            }
        } finally {
            for (int i = 0; i < CACHES.size(); i++) {
                if (before.get(i).isEmpty()) {
                    System.clearProperty(CACHES.get(i));
                } else {
                    System.setProperty(CACHES.get(i), before.get(i));
                }
            }
        }
    }
}
