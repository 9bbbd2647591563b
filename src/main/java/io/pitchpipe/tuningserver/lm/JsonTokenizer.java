package io.pitchpipe.tuningserver.lm;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tokenizer.json, read by Hugging Face's own library. Special tokens are taken out of it and kept aside: the chat template alone writes them, and a text that
 * looks like one is text.
 */
final class JsonTokenizer implements Tokenizer {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_TOKENS = 1 << 24;
    private static final Pattern BYTE_PIECE = Pattern.compile("<0x([0-9A-F]{2})>");
    private static final byte[] NOTHING = {};

    private final HuggingFaceTokenizer library;
    private final Map<String, Integer> specials;
    private final byte[][] pieces;

    private JsonTokenizer(HuggingFaceTokenizer library, Map<String, Integer> specials, byte[][] pieces) {
        this.library = library;
        this.specials = specials;
        this.pieces = pieces;
    }

    /** @throws UnreadableModelException when the text is no tokenizer */
    static JsonTokenizer of(String json) {
        try {
            if (!(JSON.readTree(json) instanceof ObjectNode root)) {
                throw new UnreadableModelException("The tokenizer is not a JSON object.");
            }
            Map<String, Integer> specials = new HashMap<>();
            @Nullable String[] spellings = spellings(root, specials);
            boolean byteLevel = root.path("decoder").toString().contains("\"ByteLevel\"");
            byte[][] pieces = new byte[spellings.length][];
            for (int id = 0; id < pieces.length; id++) {
                String spelling = spellings[id];
                pieces[id] = spelling == null || specials.containsKey(spelling)
                        ? NOTHING
                        : byteLevel ? ByteLevel.decode(spelling) : sentencePiece(spelling);
            }
            TokenizerParts.keepKnown(root);
            byte[] plain = JSON.writeValueAsBytes(root);
            return new JsonTokenizer(open(plain), Map.copyOf(specials), pieces);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableModelException("The tokenizer cannot be read.", e);
        }
    }

    /** Spellings by token; special ones are moved from the JSON to the map. */
    private static @Nullable String[] spellings(ObjectNode root, Map<String, Integer> specials) {
        Map<Integer, String> byId = new HashMap<>();
        JsonNode vocabulary = root.path("model").path("vocab");
        vocabulary.properties().forEach(entry -> byId.put(entry.getValue().asInt(-1), entry.getKey()));
        ArrayNode rest = JSON.createArrayNode();
        for (JsonNode added : root.path("added_tokens")) {
            String content = added.path("content").asString("");
            byId.put(added.path("id").asInt(-1), content);
            if (added.path("special").asBoolean(false)) {
                specials.put(content, added.path("id").asInt(-1));
            } else {
                rest.add(added);
            }
        }
        root.set("added_tokens", rest);
        int last = byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        if (last < 0 || last >= MOST_TOKENS || byId.containsKey(-1)) {
            throw new UnreadableModelException("The tokenizer's vocabulary is empty or damaged.");
        }
        @Nullable String[] spellings = new @Nullable String[last + 1];
        byId.forEach((id, spelling) -> spellings[id] = spelling);
        return spellings;
    }

    private static HuggingFaceTokenizer open(byte[] json) {
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json),
                    Map.of(
                            "addSpecialTokens",
                            "false",
                            "truncation",
                            "false",
                            "padding",
                            "false",
                            "maxLength",
                            Integer.toString(MOST_TOKENS)));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableModelException("The tokenizer cannot be read.", e);
        } catch (LinkageError e) {
            throw new EngineUnavailableException("The tokenizer library has no native part for this platform.", e);
        }
    }

    /** SentencePiece writes a blank as ▁ and a lone byte as <0x0A>. */
    private static byte[] sentencePiece(String spelling) {
        Matcher matcher = BYTE_PIECE.matcher(spelling);
        return matcher.matches()
                ? new byte[] {(byte) Integer.parseInt(matcher.group(1), 16)}
                : spelling.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int[] encode(String text) {
        long[] ids = library.encode(text, false, false).getIds();
        int[] tokens = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            tokens[i] = Math.toIntExact(ids[i]);
        }
        return tokens;
    }

    @Override
    public byte[] bytes(int token) {
        return token < pieces.length ? pieces[token] : NOTHING;
    }

    @Override
    public int special(String spelling) {
        return specials.getOrDefault(spelling, -1);
    }

    @Override
    public int size() {
        return pieces.length;
    }

    @Override
    public void close() {
        library.close();
    }

    /** GPT-2's way to spell any byte with a letter that can be seen. */
    private static final class ByteLevel {

        private static final Map<Character, Byte> BYTES = new HashMap<>();

        static {
            char next = 256;
            for (int value = 0; value < 256; value++) {
                boolean seen = value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
                BYTES.put(seen ? (char) value : next++, (byte) value);
            }
        }

        static byte[] decode(String spelling) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (char letter : spelling.toCharArray()) {
                Byte value = BYTES.get(letter);
                if (value == null) {
                    // An added token that is not special is spelled as it is.
                    return spelling.getBytes(StandardCharsets.UTF_8);
                }
                out.write(value);
            }
            return out.toByteArray();
        }
    }
}
