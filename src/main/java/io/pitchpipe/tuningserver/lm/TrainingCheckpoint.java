package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** How far a training has come, in one file: weights, both moments of the optimiser and the step. */
final class TrainingCheckpoint {

    private static final String FILE = "checkpoint.safetensors";
    private static final String WEIGHT = "weight/";
    private static final String FIRST = "first/";
    private static final String SECOND = "second/";

    private final Path path;
    private final String fingerprint;

    /** @param fingerprint of the training: base, data, settings and start; a checkpoint of another is refused */
    TrainingCheckpoint(Path folder, String fingerprint) {
        path = folder.resolve(FILE);
        this.fingerprint = fingerprint;
    }

    void write(int step, Map<String, Tensor> parameters, AdamW optimiser) throws IOException {
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        tensors.putAll(Adapter.heap(parameters, WEIGHT));
        tensors.putAll(Adapter.heap(optimiser.firstMoments(), FIRST));
        tensors.putAll(Adapter.heap(optimiser.secondMoments(), SECOND));
        Safetensors.write(
                path, tensors, Map.of("step", Integer.toString(step), "training", fingerprint), FloatFormat.F32);
    }

    /**
     * Puts a checkpoint's values in place.
     *
     * @return the step it was written after, or empty when there is none
     */
    Optional<Integer> read(Map<String, Tensor> parameters, AdamW optimiser) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (Safetensors file = new Safetensors(path);
                Native scope = Native.scope()) {
            if (!fingerprint.equals(file.metadata().get("training"))) {
                throw new UnreadableModelException(
                        "The checkpoint is of another training; give each training a folder of its own.");
            }
            fill(file, WEIGHT, parameters);
            fill(file, FIRST, optimiser.firstMoments());
            fill(file, SECOND, optimiser.secondMoments());
            return Optional.of(Integer.valueOf(file.metadata().getOrDefault("step", "")));
        } catch (NumberFormatException e) {
            throw new UnreadableModelException("The checkpoint names no step.", e);
        }
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
