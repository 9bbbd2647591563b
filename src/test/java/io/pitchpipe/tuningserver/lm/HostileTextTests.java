package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Texts and tokenizers that make the tokenizer library abort its process. Each is tried in a JVM of its own, since the tests' own would be gone.
 */
class HostileTextTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String QWEN2 =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /** What a child does: opens a model and counts the tokens of a text. */
    static final class Child {

        private Child() {}

        /** @param arguments the model's folder, and how many spaces stand between the text's two letters; a negative number for so many letters */
        public static void main(String[] arguments) {
            int length = Integer.parseInt(arguments[1]);
            String text = length < 0 ? "a".repeat(-length) + "!" : "x" + " ".repeat(length) + "x";
            try (LanguageModel model = BaseModelCatalog.open("models/tiny", Path.of(arguments[0]))) {
                System.out.println("counted " + model.countTokens(List.of(new Prompt.Turn(Prompt.Role.USER, text))));
            } catch (PromptTooLongException | UnreadableModelException refused) {
                System.out.println("refused " + refused.getMessage());
            }
        }
    }

    private static String child(Path model, int length) throws IOException, InterruptedException {
        Path said = model.resolveSibling("said.txt");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        model.toString(),
                        Integer.toString(length))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .directory(model.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(ended).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** A tiny model whose tokenizer knows bytes and cuts texts by this pattern. */
    private static Path model(Path parent, String pattern) throws IOException {
        Path folder = TinyModels.folder(parent, "tiny", TinyModels.SHAPE, 7);
        Files.delete(folder.resolve("pitchpipe.json"));
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        var added = root.putArray("added_tokens");
        for (var special : List.of("<|im_start|>", "<|im_end|>")) {
            added.addObject()
                    .put("id", 256 + added.size())
                    .put("content", special)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putNull("normalizer");
        var cuts = root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        var split = cuts.addObject()
                .put("type", "Split")
                .put("behavior", "Isolated")
                .put("invert", false);
        split.putObject("pattern").put("Regex", pattern);
        cuts.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
        root.putNull("post_processor");
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
        var bytePairs =
                root.putObject("model").put("type", "BPE").putNull("dropout").putNull("unk_token");
        var vocabulary = bytePairs.putObject("vocab");
        char next = 256;
        for (int value = 0; value < 256; value++) {
            boolean seen = value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
            vocabulary.put(String.valueOf(seen ? (char) value : next++), value);
        }
        bytePairs.putArray("merges");
        Files.writeString(folder.resolve("tokenizer.json"), JSON.writeValueAsString(root));
        Files.writeString(
                folder.resolve("chat_template.jinja"),
                "{{ '<|im_start|>' + message['role'] }}",
                StandardCharsets.UTF_8);
        return folder;
    }

    @Test
    void twelve_million_spaces_do_not_end_the_process(@TempDir Path folder) throws Exception {
        assertThat(child(model(folder, QWEN2), 12_000_000)).contains("refused The text has 12000002 characters");
    }

    @Test
    void what_the_longest_prompts_have_is_still_counted(@TempDir Path folder) throws Exception {
        assertThat(child(model(folder, QWEN2), 39_000)).contains("counted 39");
    }

    @Test
    void a_tokenizers_pattern_that_takes_without_end_is_refused(@TempDir Path folder) throws Exception {
        assertThat(child(model(folder, "(a+)+$"), -40)).contains("refused The tokenizer cuts or changes texts");
    }

    @Test
    void a_tokenizers_unknown_part_is_refused_by_name(@TempDir Path folder) throws Exception {
        Path model = model(folder, QWEN2);
        Path file = model.resolve("tokenizer.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"normalizer\":null",
                                "\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"AAAA\"}"));

        assertThat(child(model, 5)).contains("refused The tokenizer has a part of the kind \"Precompiled\"");
    }
}
