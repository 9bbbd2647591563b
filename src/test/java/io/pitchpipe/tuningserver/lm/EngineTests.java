package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTests {

    private static final List<String> CACHES = List.of("org.bytedeco.javacpp.cachedir", "DJL_CACHE_DIR");

    @Test
    void a_device_that_is_not_here_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> Engine.device("cuda:99"))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageStartingWith("The device cuda:99 was asked for, but ")
                .hasMessageMatching(".*(Maven profile gpu|nvidia-smi|CUDA devices here are).*");
    }

    @Test
    void what_is_no_device_is_refused_with_those_that_there_are() {
        for (String setting : List.of("", "gpu", "cuda:", "cuda:-1", "cuda:1000", "CPU")) {
            assertThatThrownBy(() -> Engine.device(setting))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("auto, cpu, cuda and cuda:N");
            assertThat(setting).doesNotMatch(Engine.DEVICE_SETTINGS);
        }
    }

    @Test
    void auto_is_a_device_that_computes() {
        Placement placement = new Placement(Engine.device("auto"), Precision.FLOAT32);
        assertThat(Engine.status(placement).available()).isTrue();
        assertThat(placement.toString()).matches("(cpu|cuda:0), float32");
        try (Native scope = Native.scope()) {
            assertThat(Native.values(placement.floats(new float[] {1, 2}, 2).mul(scope.scalar(2))))
                    .containsExactly(2, 4);
        }
    }

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
