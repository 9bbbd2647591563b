package io.pitchpipe.tuningserver.lm;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the byte-pair tokenizer of a GGUF file's metadata as a tokenizer.json. */
final class GgufTokenizer {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** llama.cpp's LLAMA_TOKEN_TYPE_CONTROL and …_USER_DEFINED. */
    private static final int CONTROL = 3;

    private static final int USER_DEFINED = 4;

    private static final String CONTRACTIONS_WORDS_DIGITS =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}%s| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /** How texts are cut before merging, by the name that llama.cpp gives it. */
    private static final Map<String, String> SPLITS = Map.of(
            "qwen2",
            CONTRACTIONS_WORDS_DIGITS.formatted(""),
            "llama-bpe",
            CONTRACTIONS_WORDS_DIGITS.formatted("{1,3}"));

    private GgufTokenizer() {}

    /** @throws UnreadableModelException when the file has no tokenizer, or one of another kind */
    static String json(GgufFile file) {
        String kind = file.text("tokenizer.ggml.model").orElse("none");
        if (!kind.equals("gpt2")) {
            throw new UnreadableModelException(
                    "The file's tokenizer is of the kind \"%s\"; of GGUF files the engine knows byte-pair tokenizers (\"gpt2\"). Use the model's Hugging Face folder instead."
                            .formatted(kind));
        }
        List<?> tokens = file.requiredList("tokenizer.ggml.tokens");
        List<?> types = file.requiredList("tokenizer.ggml.token_type");
        if (types.size() != tokens.size()) {
            throw new UnreadableModelException("The file's tokenizer is damaged: its lists differ in length.");
        }
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        ObjectNode vocabulary = JSON.createObjectNode();
        for (int id = 0; id < tokens.size(); id++) {
            String token = String.valueOf(tokens.get(id));
            vocabulary.put(token, id);
            int type = types.get(id) instanceof Number number ? number.intValue() : 0;
            if (type == CONTROL || type == USER_DEFINED) {
                added.addObject()
                        .put("id", id)
                        .put("content", token)
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", type == CONTROL);
            }
        }
        root.putNull("normalizer");
        root.set("pre_tokenizer", preTokenizer(file.text("tokenizer.ggml.pre").orElse("default")));
        root.putNull("post_processor");
        root.set("decoder", byteLevel(true));
        ObjectNode model = root.putObject("model");
        model.put("type", "BPE").putNull("dropout").putNull("unk_token");
        model.put("ignore_merges", file.text("tokenizer.ggml.pre").orElse("").equals("llama-bpe"));
        model.set("vocab", vocabulary);
        ArrayNode merges = model.putArray("merges");
        file.requiredList("tokenizer.ggml.merges").forEach(merge -> merges.add(String.valueOf(merge)));
        return JSON.writeValueAsString(root);
    }

    private static ObjectNode preTokenizer(String name) {
        ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode parts = sequence.putArray("pretokenizers");
        String split = SPLITS.get(name);
        if (split != null) {
            ObjectNode part = parts.addObject().put("type", "Split");
            part.putObject("pattern").put("Regex", split);
            part.put("behavior", "Isolated").put("invert", false);
            parts.add(byteLevel(false));
            return sequence;
        }
        switch (name) {
            case "smollm" -> parts.addObject().put("type", "Digits").put("individual_digits", true);
            case "default", "gpt-2", "gpt2" -> {}
            default ->
                throw new UnreadableModelException(
                        "The file's tokenizer cuts texts in the way \"%s\", which the engine does not know. Use the model's Hugging Face folder instead."
                                .formatted(name));
        }
        parts.add(byteLevel(true));
        return sequence;
    }

    private static ObjectNode byteLevel(boolean useRegex) {
        return JSON.createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", useRegex);
    }
}
