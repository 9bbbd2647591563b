package io.pitchpipe.tuningserver.lm;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a tokenizer.json to the parts that the engine knows, before Hugging Face's library reads it: that runs in this process, where a failure of its own ends the server. What the engine does itself, adding special tokens and
 * decoding, is taken out.
 */
final class TokenizerParts {

    private static final Set<String> NORMALIZERS = Set.of(
            "Sequence", "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "Strip", "StripAccents", "Prepend", "Replace");

    private static final Set<String> PRE_TOKENIZERS = Set.of(
            "Sequence",
            "Split",
            "ByteLevel",
            "Digits",
            "Metaspace",
            "Whitespace",
            "WhitespaceSplit",
            "Punctuation",
            "BertPreTokenizer");

    /** Steps in all, and characters that one may put in the place of another. */
    private static final int MAX_STEPS = 32;

    private static final int MAX_INSERTED = 8;

    private int steps;

    private TokenizerParts() {}

    /** @throws UnreadableModelException naming the part that is not known */
    static void keepKnown(ObjectNode root) {
        JsonNode model = root.path("model");
        String kind = model.path("type").asString(model.has("merges") ? "BPE" : "none");
        if (!kind.equals("BPE")) {
            throw new UnreadableModelException(
                    "The tokenizer is of the kind \"%s\"; the engine knows byte-pair tokenizers (\"BPE\")."
                            .formatted(kind));
        }
        var parts = new TokenizerParts();
        parts.check(root.path("normalizer"), "normalizers", NORMALIZERS);
        parts.check(root.path("pre_tokenizer"), "pretokenizers", PRE_TOKENIZERS);
        if (model instanceof ObjectNode bytePairs) {
            bytePairs.putNull("dropout");
        }
        root.putNull("post_processor");
        root.putNull("decoder");
        root.putNull("truncation");
        root.putNull("padding");
    }

    private void check(JsonNode part, String list, Set<String> known) {
        if (part.isMissingNode() || part.isNull()) {
            return;
        }
        String type = part.path("type").asString("none");
        if (!known.contains(type) || ++steps > MAX_STEPS) {
            throw new UnreadableModelException(
                    known.contains(type)
                            ? "The tokenizer takes more than %d steps to cut a text.".formatted(MAX_STEPS)
                            : "The tokenizer has a part of the kind \"%s\", which the engine does not know."
                                    .formatted(type));
        }
        part.path(list).forEach(inner -> check(inner, list, known));
        JsonNode pattern = part.path("pattern");
        if (pattern.has("Regex")) {
            LinearPattern.check(pattern.path("Regex").asString(""));
        }
        if (part.path("content").asString("").length() > MAX_INSERTED
                || part.path("prepend").asString("").length() > MAX_INSERTED) {
            throw new UnreadableModelException("The tokenizer puts long texts in the place of single characters.");
        }
    }
}
