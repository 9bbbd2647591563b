package io.pitchpipe.tuningserver.lm;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A base model in one GGUF file. Its tensors are given under Hugging Face's names and in Hugging Face's order of rows. */
final class GgufModel implements ModelFiles {

    private static final Map<String, String> OF_A_BLOCK = Map.ofEntries(
            Map.entry("attn_q", "self_attn.q_proj"),
            Map.entry("attn_k", "self_attn.k_proj"),
            Map.entry("attn_v", "self_attn.v_proj"),
            Map.entry("attn_q_norm", "self_attn.q_norm"),
            Map.entry("attn_k_norm", "self_attn.k_norm"),
            Map.entry("attn_output", "self_attn.o_proj"),
            Map.entry("ffn_gate", "mlp.gate_proj"),
            Map.entry("ffn_up", "mlp.up_proj"),
            Map.entry("ffn_down", "mlp.down_proj"),
            Map.entry("attn_norm", "input_layernorm"),
            Map.entry("ffn_norm", "post_attention_layernorm"));

    private static final List<String> FAMILIES = List.of("llama", "qwen2", "qwen3");

    private final Path path;
    private final ModelConfig config;
    private final String family;
    private final Sidecar sidecar;
    private final Map<String, String> metadata = new HashMap<>();
    private final @Nullable String chatTemplate;

    /** @throws UnreadableModelException when the file is damaged or of another family */
    GgufModel(Path path) {
        this.path = path;
        sidecar = Sidecar.read(path.resolveSibling(path.getFileName() + "." + Sidecar.FILE));
        try (GgufFile file = new GgufFile(path)) {
            requireWhole(file, path);
            family = file.text("general.architecture").orElse("unknown");
            config = config(file, family);
            chatTemplate = file.text("tokenizer.chat_template").orElse(null);
            file.text("general.name").ifPresent(name -> metadata.put("name", name));
            file.text("general.license").ifPresent(licence -> metadata.put("licence", licence));
            file.text("general.version").ifPresent(version -> metadata.put("version", version));
        }
    }

    /** Of a model in several files each holds a part of the tensors. */
    private static void requireWhole(GgufFile file, Path path) {
        int count = file.number("split.count").map(Number::intValue).orElse(0);
        if (count < 2) {
            return;
        }
        int number = file.number("split.no").map(Number::intValue).orElse(0);
        String name = String.valueOf(path.getFileName());
        String others = IntStream.range(0, Math.min(count, 100))
                .filter(one -> one != number)
                .mapToObj(one -> name.replaceFirst("\\d{5}-of-\\d{5}", "%05d-of-%05d".formatted(one + 1, count)))
                .filter(other -> !other.equals(name))
                .collect(Collectors.joining(", "));
        throw new UnreadableModelException(
                "The file is part %d of %d of a model%s. Merge them into one file (llama-gguf-split --merge FIRST-PART WHOLE.gguf), and add that."
                        .formatted(number + 1, count, others.isEmpty() ? "" : "; with it go " + others));
    }

    private static ModelConfig config(GgufFile file, String family) {
        if (!FAMILIES.contains(family)) {
            throw new UnreadableModelException("The model is of the family \"%s\"; of GGUF files the engine knows %s."
                    .formatted(family, FAMILIES));
        }
        GgufFile.Entry embedding = file.entries().get("token_embd.weight");
        if (embedding == null || embedding.shape().length != 2) {
            throw new UnreadableModelException("The file holds no token embedding.");
        }
        int width = integer(file, family + ".embedding_length");
        int heads = integer(file, family + ".attention.head_count");
        return new ModelConfig(
                (int) embedding.shape()[0],
                width,
                integer(file, family + ".feed_forward_length"),
                integer(file, family + ".block_count"),
                heads,
                file.number(family + ".attention.head_count_kv")
                        .map(Number::intValue)
                        .orElse(heads),
                file.number(family + ".attention.key_length")
                        .map(Number::intValue)
                        .orElse(heads < 1 ? 0 : width / heads),
                Math.min(HuggingFaceConfig.MOST_POSITIONS, integer(file, family + ".context_length")),
                file.number(family + ".rope.freq_base").map(GgufModel::decimal).orElse(10_000.0),
                decimal(file.requiredNumber(family + ".attention.layer_norm_rms_epsilon")),
                !file.entries().containsKey("output.weight"),
                family.equals("qwen3") ? Family.QWEN3 : Family.LLAMA,
                scaling(file, family),
                null);
    }

    /** Llama 3's rule is written out as a tensor of what each frequency is divided by. */
    private static @Nullable RopeScaling scaling(GgufFile file, String family) {
        String type = file.text(family + ".rope.scaling.type").orElse("none");
        GgufFile.Entry divisors = file.entries().get("rope_freqs.weight");
        if (divisors != null && type.equals("none")) {
            return RopeScaling.divided(file.values(divisors));
        }
        if (type.equals("linear") && divisors == null) {
            return RopeScaling.linear(decimal(file.requiredNumber(family + ".rope.scaling.factor")));
        }
        if (!type.equals("none")) {
            throw new UnreadableModelException(
                    "The model scales its positions in the way \"%s\"; of GGUF files the engine knows linear and Llama 3's. Use the model's Hugging Face folder instead."
                            .formatted(type));
        }
        return null;
    }

    /** The number that was meant: 1e-5 stored as a float is a little less. */
    private static double decimal(Number number) {
        return Double.parseDouble(number.toString());
    }

    private static int integer(GgufFile file, String key) {
        long value = file.requiredNumber(key).longValue();
        return value < 0 || value > Integer.MAX_VALUE ? -1 : (int) value;
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
        return metadata;
    }

    @Override
    public Tokenizer tokenizer() {
        try (GgufFile file = new GgufFile(path)) {
            return JsonTokenizer.of(GgufTokenizer.json(file));
        }
    }

    @Override
    public ChatTemplate template() {
        return ChatTemplate.of(chatTemplate);
    }

    @Override
    public boolean templateKnown() {
        return chatTemplate == null || template().form() != ChatTemplate.Form.PLAIN;
    }

    @Override
    public WeightSource weights() {
        return new Weights(new GgufFile(path), config, family.equals("llama"));
    }

    /** Hugging Face's name of a GGUF tensor, or null when the engine needs none such. */
    static @Nullable String huggingFaceName(String name) {
        String[] parts = name.split("\\.");
        if (parts.length == 4 && parts[0].equals("blk") && OF_A_BLOCK.containsKey(parts[2])) {
            return "model.layers." + parts[1] + "." + OF_A_BLOCK.get(parts[2]) + "." + parts[3];
        }
        return switch (name) {
            case "token_embd.weight" -> "model.embed_tokens.weight";
            case "output_norm.weight" -> "model.norm.weight";
            case "output.weight" -> "lm_head.weight";
            default -> null;
        };
    }

    private static final class Weights implements WeightSource {

        private final GgufFile file;
        private final ModelConfig config;
        private final boolean permuted;
        private final Map<String, GgufFile.Entry> entries = new LinkedHashMap<>();

        Weights(GgufFile file, ModelConfig config, boolean permuted) {
            this.file = file;
            this.config = config;
            this.permuted = permuted;
            file.entries().forEach((name, entry) -> {
                String known = huggingFaceName(name);
                if (known != null) {
                    entries.put(known, entry);
                }
            });
        }

        @Override
        public Set<String> names() {
            return entries.keySet();
        }

        @Override
        public long[] shape(String name) {
            return entry(name).shape();
        }

        private GgufFile.Entry entry(String name) {
            GgufFile.Entry entry = entries.get(name);
            if (entry == null) {
                throw new UnreadableModelException("The file lacks the tensor " + name + ".");
            }
            return entry;
        }

        @Override
        public void read(String name, MemorySegment floats) {
            GgufFile.Entry entry = entry(name);
            long rows = entry.count() / entry.row();
            float[] block = new float[entry.format().weights()];
            boolean turned = permuted && (name.contains(".q_proj.") || name.contains(".k_proj."));
            for (long row = 0; row < rows; row++) {
                file.readRow(entry, row, block, floats, (turned ? unpermuted(row) : row) * entry.row());
            }
        }

        /** llama.cpp turns neighbouring rows of a head where Hugging Face turns its halves, and so interleaves the halves when it converts. */
        private long unpermuted(long row) {
            long within = row % config.headWidth();
            return row - within + within % 2 * (config.headWidth() / 2) + within / 2;
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
