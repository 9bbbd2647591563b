package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** How far a training has come, in one file: weights, both moments of the optimiser, the step, the held-out losses measured, and the best weights by them where those are wanted. */
final class TrainingCheckpoint {

    private static final String FILE = "checkpoint.safetensors";
    private static final String WEIGHT = "weight/";
    private static final String FIRST = "first/";
    private static final String SECOND = "second/";
    private static final String BEST = "best/";
    private static final String STEP = "step";
    private static final String TRAINING = "training";
    private static final String HELD_OUT = "heldOut";

    private final Path path;
    private final String fingerprint;

    /**
     * What it holds beside the weights that are trained and the optimiser's moments.
     *
     * @param step it was written after
     * @param losses on held-out examples, measured until then
     * @param best weights of the best epoch by those losses, by name; empty when there is none yet or none is wanted
     */
    record Reached(int step, HeldOutLosses losses, Map<String, Safetensors.Values> best) {

        static final Reached NOTHING = at(0);

        /** A step of a training out of which nothing is held. */
        static Reached at(int step) {
            return new Reached(step, HeldOutLosses.NONE, Map.of());
        }
    }

    /** @param fingerprint of the training: base, data, settings and start; a checkpoint of another is refused */
    TrainingCheckpoint(Path folder, String fingerprint) {
        path = folder.resolve(FILE);
        this.fingerprint = fingerprint;
    }

    void write(Reached reached, Map<String, Tensor> parameters, AdamW optimiser) throws IOException {
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        tensors.putAll(Adapter.heap(parameters, WEIGHT));
        tensors.putAll(Adapter.heap(optimiser.firstMoments(), FIRST));
        tensors.putAll(Adapter.heap(optimiser.secondMoments(), SECOND));
        reached.best().forEach((name, values) -> tensors.put(BEST + name, values));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(STEP, Integer.toString(reached.step()));
        metadata.put(TRAINING, fingerprint);
        metadata.put(HELD_OUT, reached.losses().text());
        Safetensors.write(path, tensors, metadata, FloatFormat.F32);
    }

    /**
     * Puts a checkpoint's values in place.
     *
     * @return what else it holds, or empty when there is none
     * @throws UnreadableModelException when it is damaged or of another training
     */
    Optional<Reached> read(Map<String, Tensor> parameters, AdamW optimiser) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (Safetensors file = new Safetensors(path);
                Native scope = Native.scope()) {
            if (!fingerprint.equals(file.metadata().get(TRAINING))) {
                throw new UnreadableModelException(
                        "The checkpoint is of another training; give each training a folder of its own.");
            }
            fill(file, WEIGHT, parameters);
            fill(file, FIRST, optimiser.firstMoments());
            fill(file, SECOND, optimiser.secondMoments());
            return Optional.of(new Reached(
                    Integer.parseInt(file.metadata().getOrDefault(STEP, "")),
                    HeldOutLosses.parse(file.metadata().getOrDefault(HELD_OUT, "")),
                    best(file)));
        } catch (IllegalArgumentException e) {
            throw new UnreadableModelException("The checkpoint does not say what it has reached.", e);
        }
    }

    private static Map<String, Safetensors.Values> best(Safetensors file) {
        Map<String, Safetensors.Values> best = new LinkedHashMap<>();
        for (String name : file.names()) {
            if (name.startsWith(BEST)) {
                best.put(name.substring(BEST.length()), new Safetensors.Values(file.shape(name), file.values(name)));
            }
        }
        return best;
    }

    private static void fill(Safetensors file, String prefix, Map<String, Tensor> tensors) {
        tensors.forEach((name, tensor) -> {
            if (!java.util.Arrays.equals(file.shape(prefix + name), Native.shape(tensor))) {
                throw new UnreadableModelException("The checkpoint does not fit: " + name);
            }
            Native.fill(tensor, memory -> file.read(prefix + name, memory));
        });
    }
}
