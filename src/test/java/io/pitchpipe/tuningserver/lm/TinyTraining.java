package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tiny base and five pairs to train on, for tests of trainings. */
abstract class TinyTraining {

    static final List<TrainingPair> PAIRS = List.of(
            new TrainingPair("1", "2"),
            new TrainingPair("two", "three"),
            new TrainingPair("-98", "-97"),
            new TrainingPair("1,000", "1,001"),
            new TrainingPair("eighty", "eighty one"));
    static final TrainingSettings SETTINGS = new TrainingSettings(4, 2, 0.002, 11);

    @TempDir
    Path folder;

    final Trainer trainer = new Trainer();
    LanguageModel model;

    @BeforeEach
    void open() throws IOException {
        model = TinyModels.open(folder);
    }

    @AfterEach
    void close() {
        model.close();
    }

    Map<String, List<Float>> weights(TrainingSettings settings, String name) throws IOException {
        return weights(settings, name, new ArrayList<>());
    }

    Map<String, List<Float>> weights(TrainingSettings settings, String name, List<Double> losses) throws IOException {
        try (Adapter adapter = train(settings, name, losses)) {
            return values(adapter);
        }
    }

    Adapter train(TrainingSettings settings, String name, List<Double> losses) throws IOException {
        return trainer.train(
                        model,
                        null,
                        new TrainingTask(PAIRS, settings),
                        folder.resolve(name),
                        (step, epoch, loss) -> losses.add(loss),
                        Cancellation.NONE)
                .adapter();
    }

    static Map<String, List<Float>> values(Adapter adapter) {
        Map<String, List<Float>> values = new java.util.TreeMap<>();
        try (Adapter.Use use = adapter.use()) {
            Adapter.heap(use.weights().tensors(), "").forEach((name, tensor) -> {
                List<Float> list = new ArrayList<>();
                for (float value : tensor.values()) {
                    list.add(value);
                }
                values.put(name, list);
            });
        }
        return values;
    }

    String answer(@Nullable Adapter adapter) {
        return new Generator()
                .generate(model, adapter, Prompt.of("twenty"), SamplingSettings.greedy(20), TokenSink.NONE)
                .text();
    }
}
