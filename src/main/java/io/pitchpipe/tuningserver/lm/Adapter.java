package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a tuning learned: low-rank weights that are added to a base model's. Immutable once trained, safe for many threads, holds native memory until closed. */
public final class Adapter implements AutoCloseable {

    private static final String WEIGHTS = "adapter.safetensors";
    private static final String SETTINGS = "adapter.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .build();

    private final String baseModel;
    private final ModelConfig config;
    private final LoraWeights weights;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    Adapter(String baseModel, ModelConfig config, LoraWeights weights) {
        this.baseModel = baseModel;
        this.config = config;
        this.weights = weights;
    }

    /** Name of the base model that it was trained on, {@code models/…}. */
    public String baseModel() {
        return baseModel;
    }

    /**
     * Writes {@code adapter.safetensors} and {@code adapter.json} into a folder, which is made if it is missing. Each file is replaced atomically.
     *
     * @throws IOException when the disk refuses
     */
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Use use = use()) {
            Safetensors.write(
                    folder.resolve(WEIGHTS),
                    heap(use.weights().tensors(), ""),
                    Map.of("format", "pt"),
                    FloatFormat.F32);
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("baseModel", baseModel)
                .put("rank", weights.settings().rank())
                .put("alpha", weights.settings().alpha());
        weights.settings().targets().forEach(json.putArray("targets")::add);
        json.set("base", JSON.valueToTree(config));
        AtomicFiles.write(folder.resolve(SETTINGS), out -> out.write(JSON.writeValueAsBytes(json)));
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws UnreadableModelException when a file is missing or damaged
     * @throws EngineUnavailableException when this platform has no native library
     */
    public static Adapter load(Path folder) {
        return load(folder, Placement.standard().device());
    }

    /** As {@link #load(Path)}, to a device of choice. */
    public static Adapter load(Path folder, Device device) {
        Engine.require();
        Path path = folder.resolve(SETTINGS);
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(path));
            List<String> targets = new ArrayList<>();
            json.path("targets").forEach(target -> targets.add(target.asString("")));
            LoraSettings settings = new LoraSettings(
                    json.path("rank").asInt(0), json.path("alpha").asDouble(0), targets);
            ModelConfig config = JSON.treeToValue(withFamily(json.path("base")), ModelConfig.class);
            try (Safetensors file = new Safetensors(folder.resolve(WEIGHTS))) {
                Map<String, float[]> values = new LinkedHashMap<>();
                file.names().forEach(name -> values.put(name, file.values(name)));
                return new Adapter(
                        json.path("baseModel").asString(""), config, LoraWeights.of(settings, config, device, values));
            }
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new UnreadableModelException("The tuned weights in " + folder.getFileName() + " cannot be read.", e);
        }
    }

    /** Adapters written before there were others than Llamas do not say so. */
    private static JsonNode withFamily(JsonNode base) {
        return base instanceof ObjectNode config && !config.has("family")
                ? config.put("family", Family.LLAMA.name())
                : base;
    }

    /** Tensors copied to the heap, with a prefix to their names. */
    static Map<String, Safetensors.Values> heap(Map<String, Tensor> tensors, String prefix) {
        Map<String, Safetensors.Values> values = new LinkedHashMap<>();
        try (Native scope = Native.scope()) {
            tensors.forEach((name, tensor) ->
                    values.put(prefix + name, new Safetensors.Values(Native.shape(tensor), Native.values(tensor))));
        }
        return values;
    }

    /** Native memory that it holds, in bytes. */
    public long bytes() {
        try (Use use = use()) {
            return use.weights().tensors().values().stream()
                    .mapToLong(tensor -> tensor.numel() * Float.BYTES)
                    .sum();
        }
    }

    /** The weights, for as long as the use is open: closing the adapter waits for it. */
    Use use() {
        lock.readLock().lock();
        if (closed) {
            lock.readLock().unlock();
            throw new IllegalStateException("The adapter is closed");
        }
        return new Use(weights, lock.readLock()::unlock);
    }

    /** Whether it fits a base model of this shape. */
    boolean fits(ModelConfig other) {
        return config.equals(other);
    }

    /** An open use. */
    record Use(LoraWeights weights, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** Frees the weights, once nobody uses them. Closing twice is harmless. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                weights.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
