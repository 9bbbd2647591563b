package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import io.pitchpipe.tuningserver.lm.Cancellation;
import io.pitchpipe.tuningserver.lm.Device;
import io.pitchpipe.tuningserver.lm.Generator;
import io.pitchpipe.tuningserver.lm.LanguageModel;
import io.pitchpipe.tuningserver.lm.Prompt;
import io.pitchpipe.tuningserver.lm.SamplingSettings;
import io.pitchpipe.tuningserver.lm.TokenSink;
import io.pitchpipe.tuningserver.lm.Trainer;
import io.pitchpipe.tuningserver.lm.TrainingPair;
import io.pitchpipe.tuningserver.lm.TrainingSettings;
import io.pitchpipe.tuningserver.lm.TrainingTask;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterCacheTest {

    @TempDir
    Path folder;

    @Test
    void a_hundred_tuned_models_share_one_base_and_take_the_memory_of_a_few() throws IOException {
        try (LanguageModel base = new BaseModelCatalog(folder.resolve("none")).open(BaseModelCatalog.DEMO)) {
            List<Path> tuned = hundred(base);
            AdapterCache unlimited = new AdapterCache(Long.MAX_VALUE, Device.CPU);
            unlimited.borrow(tuned.getFirst()).close();
            long one = unlimited.bytes();
            assertThat(one).isPositive();
            unlimited.forget(tuned.getFirst());

            AdapterCache cache = new AdapterCache(3 * one, Device.CPU);
            String first = "";
            try (AdapterCache.Lease held = cache.borrow(tuned.getFirst())) {
                for (Path path : tuned.subList(1, tuned.size())) {
                    cache.borrow(path).close();
                    assertThat(cache.bytes()).isLessThanOrEqualTo(4 * one);
                }
                assertThat(cache.bytes()).as("the one in use and three others").isEqualTo(4 * one);
                first = answer(base, held);
            }
            assertThat(cache.bytes()).isEqualTo(3 * one);
            try (AdapterCache.Lease again = cache.borrow(tuned.get(1))) {
                assertThat(answer(base, again))
                        .as("unloaded, and loaded on demand")
                        .isEqualTo(first);
            }
            tuned.forEach(cache::forget);
            assertThat(cache.bytes()).isZero();
        }
    }

    @Test
    void an_adapter_that_cannot_be_read_takes_no_place() {
        AdapterCache cache = new AdapterCache(1 << 20, Device.CPU);
        assertThatThrownBy(() -> cache.borrow(folder.resolve("missing"))).isInstanceOf(UnreadableModelException.class);
        assertThat(cache.bytes()).isZero();
    }

    private List<Path> hundred(LanguageModel base) throws IOException {
        Path trained = folder.resolve("trained");
        try (var adapter = new Trainer()
                .train(
                        base,
                        null,
                        new TrainingTask(List.of(new TrainingPair("1", "2")), new TrainingSettings(1, 1, 0.001, 0)),
                        folder.resolve("checkpoint"),
                        (step, epoch, loss) -> {},
                        Cancellation.NONE)
                .adapter()) {
            adapter.save(trained);
        }
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Path copy = Files.createDirectory(folder.resolve("tuned-" + i));
            for (String file : List.of("adapter.json", "adapter.safetensors")) {
                Files.copy(trained.resolve(file), copy.resolve(file));
            }
            copies.add(copy);
        }
        return copies;
    }

    private static String answer(LanguageModel base, AdapterCache.Lease lease) {
        return new Generator()
                .generate(base, lease.adapter(), Prompt.of("41"), SamplingSettings.greedy(8), TokenSink.NONE)
                .text();
    }
}
