package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A base model as a folder of Hugging Face files: config.json, *.safetensors (one or several), tokenizer.json, tokenizer_config.json. */
final class HuggingFaceFolder implements ModelFiles {

    static final String CONFIG = "config.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final ModelConfig config;
    private final Sidecar sidecar;
    private final @Nullable String chatTemplate;

    /** @throws UnreadableModelException when the configuration is missing, damaged or of another family */
    HuggingFaceFolder(Path folder) {
        this.folder = folder;
        config = HuggingFaceConfig.of(json(folder.resolve(CONFIG)));
        sidecar = Sidecar.read(folder.resolve(Sidecar.FILE));
        chatTemplate = chatTemplate(folder);
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
            LfsPointer.refuse(path);
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
    public boolean templateKnown() {
        return chatTemplate == null || template().form() != ChatTemplate.Form.PLAIN;
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
        Shards shards = new Shards(byName, config.family().isGemma());
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
            LfsPointer.refuse(path);
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
