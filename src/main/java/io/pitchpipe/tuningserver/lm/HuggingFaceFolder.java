package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A base model as a folder of Hugging Face files: config.json, *.safetensors (one or several), tokenizer.json, tokenizer_config.json. */
final class HuggingFaceFolder implements ModelFiles {

    static final String CONFIG = "config.json";
    private static final Set<String> FAMILIES = Set.of("llama", "mistral", "qwen2", "qwen3", "gemma");

    /** Positions beyond this are not offered: the rotary table and the cache of one answer would be larger than the model. */
    static final int MOST_POSITIONS = 16_384;

    private static final String GELU = "gelu_pytorch_tanh";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final ModelConfig config;
    private final Sidecar sidecar;
    private final @Nullable String chatTemplate;

    /** @throws UnreadableModelException when the configuration is missing, damaged or of another family */
    HuggingFaceFolder(Path folder) {
        this.folder = folder;
        config = config(json(folder.resolve(CONFIG)));
        sidecar = Sidecar.read(folder.resolve(Sidecar.FILE));
        chatTemplate = chatTemplate(folder);
    }

    private static ModelConfig config(JsonNode json) {
        String family = json.path("model_type").asString("unknown");
        if (!FAMILIES.contains(family)) {
            throw new UnreadableModelException("The model is of the family \"%s\"; the engine knows %s."
                    .formatted(family, new TreeSet<>(FAMILIES)));
        }
        for (JsonNode rope : List.of(json.path("rope_scaling"), json.path("rope_parameters"))) {
            String type = rope.path("rope_type").asString(rope.path("type").asString("default"));
            if (!type.equals("default")) {
                throw new UnreadableModelException(
                        "The model scales its positions (\"%s\"), which the engine does not know.".formatted(type));
            }
        }
        boolean gemma = family.equals("gemma");
        String activation =
                json.path("hidden_activation").asString(json.path("hidden_act").asString(gemma ? GELU : "silu"));
        // Gemma's first files say "gelu" and mean its approximation by tanh.
        if (!activation.equals("silu") && !gemma
                || gemma && !List.of(GELU, "gelu").contains(activation)) {
            throw new UnreadableModelException("The model uses the activation \"%s\"; the engine knows %s."
                    .formatted(activation, gemma ? GELU : "silu"));
        }
        int width = json.path("hidden_size").asInt(0);
        int heads = json.path("num_attention_heads").asInt(0);
        return new ModelConfig(
                json.path("vocab_size").asInt(0),
                width,
                json.path("intermediate_size").asInt(0),
                json.path("num_hidden_layers").asInt(0),
                heads,
                (int) number(json, "num_key_value_heads", heads),
                (int) number(json, "head_dim", heads == 0 ? 0 : width / heads),
                Math.min(
                        window(json),
                        Math.min(
                                MOST_POSITIONS,
                                json.path("max_position_embeddings").asInt(0))),
                number(json, "rope_theta", number(json.path("rope_parameters"), "rope_theta", 10_000)),
                json.path("rms_norm_eps").asDouble(1e-6),
                json.path("tie_word_embeddings").asBoolean(gemma),
                gemma ? Family.GEMMA : family.equals("qwen3") ? Family.QWEN3 : Family.LLAMA);
    }

    /** Positions up to which a model that looks back a limited way only looks back at everything; beyond them the engine would not do as it does. */
    private static int window(JsonNode json) {
        boolean used = json.path("use_sliding_window").asBoolean(true);
        return used ? (int) number(json, "sliding_window", MOST_POSITIONS) : MOST_POSITIONS;
    }

    /** A number that may be left out or null. */
    private static double number(JsonNode json, String key, double otherwise) {
        JsonNode node = json.path(key);
        return node.isNumber() ? node.asDouble() : otherwise;
    }

    private static @Nullable String chatTemplate(Path folder) {
        Path own = folder.resolve("chat_template.jinja");
        try {
            if (Files.exists(own)) {
                return Files.readString(own);
            }
        } catch (IOException e) {
            throw new UnreadableModelException("chat_template.jinja cannot be read.", e);
        }
        Path path = folder.resolve("tokenizer_config.json");
        if (!Files.exists(path)) {
            return null;
        }
        JsonNode template = json(path).path("chat_template");
        JsonNode text = template.isArray() ? template.path(0).path("template") : template;
        return text.isString() ? text.asString() : null;
    }

    @Override
    public ModelConfig config() {
        return config;
    }

    @Override
    public Sidecar sidecar() {
        return sidecar;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Tokenizer tokenizer() {
        if ("bytes".equals(sidecar.tokenizer())) {
            return new ByteTokenizer();
        }
        Path path = folder.resolve("tokenizer.json");
        try {
            return JsonTokenizer.of(Files.readString(path));
        } catch (IOException e) {
            throw new UnreadableModelException("tokenizer.json is missing or cannot be read.", e);
        }
    }

    @Override
    public ChatTemplate template() {
        return "bytes".equals(sidecar.tokenizer())
                ? new ChatTemplate(ChatTemplate.Form.DEMO, null)
                : ChatTemplate.of(chatTemplate);
    }

    @Override
    public WeightSource weights() {
        List<Path> files;
        try (Stream<Path> stream = Files.list(folder)) {
            files = stream.filter(path ->
                            path.toString().endsWith(".safetensors") && !path.endsWith("checkpoint.safetensors"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnreadableModelException("The model's folder cannot be read.", e);
        }
        if (files.isEmpty()) {
            throw new UnreadableModelException("The folder holds no *.safetensors file.");
        }
        Map<String, WeightSource> byName = new HashMap<>();
        Shards shards = new Shards(byName, config.family() == Family.GEMMA);
        try {
            for (Path file : files) {
                Safetensors shard = new Safetensors(file);
                shards.opened().add(shard);
                shard.names().forEach(name -> byName.put(name, shard));
            }
            return shards;
        } catch (RuntimeException e) {
            shards.close();
            throw e;
        }
    }

    private static JsonNode json(Path path) {
        try {
            return JSON.readTree(Files.readAllBytes(path));
        } catch (IOException | JacksonException e) {
            throw new UnreadableModelException(path.getFileName() + " is missing or is not JSON.", e);
        }
    }

    /** Several files that hold a model together; its norms may be given by how much they differ from one. */
    private record Shards(Map<String, WeightSource> byName, boolean normsFromOne, List<WeightSource> opened)
            implements WeightSource {

        private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

        Shards(Map<String, WeightSource> byName, boolean normsFromOne) {
            this(byName, normsFromOne, new java.util.ArrayList<>());
        }

        @Override
        public Set<String> names() {
            return byName.keySet();
        }

        @Override
        public long[] shape(String name) {
            return of(name).shape(name);
        }

        @Override
        public void read(String name, java.lang.foreign.MemorySegment floats) {
            of(name).read(name, floats);
            if (normsFromOne && name.endsWith("norm.weight")) {
                for (long i = 0; i < floats.byteSize() / Float.BYTES; i++) {
                    floats.setAtIndex(FLOAT, i, 1 + floats.getAtIndex(FLOAT, i));
                }
            }
        }

        private WeightSource of(String name) {
            WeightSource source = byName.get(name);
            if (source == null) {
                throw new UnreadableModelException("The model lacks the tensor " + name + ".");
            }
            return source;
        }

        @Override
        public void close() {
            opened.forEach(WeightSource::close);
        }
    }
}
