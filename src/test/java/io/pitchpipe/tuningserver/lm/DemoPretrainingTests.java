package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPretrainingTests {

    @TempDir
    Path folder;

    @Test
    void every_document_holds_something_and_no_more_than_it_may() {
        TaskCorpus corpus = new TaskCorpus(new SplittableRandom(1));
        for (int most : new int[] {TaskCorpus.FEWEST_TOKENS, 48, 192, 512}) {
            for (int i = 0; i < 500; i++) {
                EncodedExample document = corpus.document(most);
                assertThat(document.tokens()).hasSizeBetween(1, most);
                assertThat(document.learned()).hasSameSizeAs(document.tokens());
            }
        }
        assertThatThrownBy(() -> corpus.document(TaskCorpus.FEWEST_TOKENS - 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_step_makes_a_base_that_opens_and_the_same_seed_makes_the_same() throws IOException {
        List<String> log = new ArrayList<>();
        DemoPretraining.run(folder.resolve("one"), 1, 7, log::add);
        DemoPretraining.run(folder.resolve("again"), 1, 7, log::add);
        DemoPretraining.run(folder.resolve("other"), 1, 8, log::add);
        assertThat(log).allMatch(line -> line.contains("from step 0")).hasSize(3);
        byte[] weights = weights("one");
        assertThat(weights("again")).isEqualTo(weights);
        assertThat(weights("other")).isNotEqualTo(weights);
        try (LanguageModel model = BaseModelCatalog.open("models/one", folder.resolve("one"))) {
            assertThat(new Generator()
                            .generate(model, null, Prompt.of("1"), SamplingSettings.greedy(2), TokenSink.NONE)
                            .outputTokens())
                    .isBetween(0, 2);
        }
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("model.safetensors"));
    }
}
