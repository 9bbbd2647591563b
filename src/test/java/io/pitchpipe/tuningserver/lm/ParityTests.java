package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pitchpipe.bench.SuccessorBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The engine against transformers and peft, on the same weights, data, order and first adapter. Run by {@code bin/test --parity}. */
@Tag("parity")
class ParityTests {

    private static final Path WORK = Path.of("target", "parity");
    private static final int STEPS = 20;
    private static final TrainingSettings SETTINGS = new TrainingSettings(6, 4, 0.001, 5);
    private static final List<String> TEXTS = List.of(
            "Hello, world!",
            "1,000 apples cost $12.50 — don't they?",
            "  two  blanks\n\nand\tlines 2024",
            "ninety nine\r\n",
            "Grüße aus Köln, 東京 and 🎵 émigré",
            "def f(x):\n    return x ** 2  # 3.14159");
    private static final List<Prompt> CHATS = List.of(
            Prompt.of("twenty two"),
            new Prompt(List.of(
                    new Prompt.Turn(Prompt.Role.SYSTEM, "Answer briefly."),
                    new Prompt.Turn(Prompt.Role.USER, "What is 2+2?"),
                    new Prompt.Turn(Prompt.Role.MODEL, "4"),
                    new Prompt.Turn(Prompt.Role.USER, "And 3+3?"))),
            Prompt.of("Label the sentiment.\nThe film was wonderful, really."));

    /** Also with blanks and line breaks at the edges, marks of other templates, no letters at all, and several alphabets. */
    private static final List<Prompt> CONVERSATIONS = Stream.concat(
                    CHATS.stream(),
                    Stream.of(
                            Prompt.of("  indented\n\n"),
                            Prompt.of(""),
                            Prompt.of("\u00a0\u3000wide blanks\u2028"),
                            Prompt.of("{{ messages }} {% for %} <b>'\"\\n"),
                            Prompt.of("Grüße aus Köln, 東京 and 🎵"),
                            new Prompt(List.of(
                                    new Prompt.Turn(Prompt.Role.USER, "one "),
                                    new Prompt.Turn(Prompt.Role.MODEL, " two\n"),
                                    new Prompt.Turn(Prompt.Role.USER, "\tthree"),
                                    new Prompt.Turn(Prompt.Role.MODEL, ""),
                                    new Prompt.Turn(Prompt.Role.USER, "five"))),
                            new Prompt(List.of(
                                    new Prompt.Turn(Prompt.Role.SYSTEM, " Be terse. \n"),
                                    new Prompt.Turn(Prompt.Role.USER, "Why?")))))
            .toList();

    private static final Tolerance EXACT = new Tolerance(1e-3, 1e-4, 0.01);

    /** Both sides round every sum to 8 bits, in orders of their own: a logit of 10 may be off by a 16th or two. */
    private static final Tolerance ROUNDED = new Tolerance(0.3, 0.05, 0.02);

    /**
     * How far apart the two may be.
     *
     * @param logit any of the prompts' logits
     * @param firstLoss the first step's loss, in nats
     * @param loss any step's, relative
     */
    private record Tolerance(double logit, double firstLoss, double loss) {}

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llama",
                "mistral",
                "qwen2",
                "qwen3",
                "gemma",
                "gemma2",
                "gemma3",
                "llama-linear",
                "llama-llama3",
                "qwen2-yarn"
            })
    void a_random_model_in_shards_has_the_logits_and_the_losses_of_transformers_and_peft(String family)
            throws Exception {
        try (LanguageModel model = BaseModelCatalog.open("models/random", random(family))) {
            List<int[]> prompts = prompts(model);
            ParityRequest request =
                    new ParityRequest(WORK.resolve("random-" + family), random(family), 1).prompts(prompts);
            compare("random " + family + " in shards", model, request, prompts, EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen3", "gemma", "gemma2", "gemma3"})
    void a_random_model_in_bf16_has_the_logits_and_the_losses_of_transformers_and_peft_in_bf16(String family)
            throws Exception {
        Placement half = new Placement(Placement.standard().device(), Precision.BF16);
        try (LanguageModel model = BaseModelCatalog.open("models/random", random(family), half)) {
            List<int[]> prompts = prompts(model);
            ParityRequest request = new ParityRequest(WORK.resolve("bf16-" + family), random(family), 1)
                    .dtype("bfloat16")
                    .prompts(prompts);
            compare("random " + family + " in bf16", model, request, prompts, ROUNDED);
        }
    }

    private static Path random(String family) throws Exception {
        Path models = WORK.resolve("random");
        if (!Files.exists(models.resolve(family))) {
            ParityRequest.writeRandomModels(models);
        }
        return models.resolve(family).toAbsolutePath();
    }

    private static List<int[]> prompts(LanguageModel model) {
        return CHATS.stream()
                .map(chat -> model.template().prompt(model.tokenizer(), chat.turns()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smollm2", "qwen2", "qwen3", "llama3", "zephyr", "gemma"})
    void chats_are_written_as_transformers_renders_them_by_the_models_template(String name) throws Exception {
        String template;
        try (var in = ParityTests.class.getResourceAsStream("/templates/" + name + ".jinja")) {
            template = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .stripTrailing();
        }
        String bos = name.equals("llama3") ? "<|begin_of_text|>" : "<bos>";
        JsonNode answer = new ParityRequest(WORK.resolve("template-" + name), template, bos, "</s>")
                .chats(CONVERSATIONS)
                .ask();
        for (int i = 0; i < CONVERSATIONS.size(); i++) {
            assertThat(Spelling.written(ChatTemplate.of(template), CONVERSATIONS.get(i)))
                    .as("conversation " + i)
                    .isEqualTo(answer.path("chats").get(i).asString());
        }
        record("template " + name, "conversations written the same", CONVERSATIONS.size());
    }

    @Test
    void blocks_of_every_gguf_format_are_decoded_as_the_gguf_package_decodes_them() throws Exception {
        Path file = Files.createDirectories(WORK).resolve("blocks.json").toAbsolutePath();
        long seed = System.nanoTime();
        ParityRequest.python("gguf_blocks.py", WORK, file.toString(), Long.toString(seed), "200");
        BlockReference reference = BlockReference.read(file);
        int formats = 0;
        for (BlockFormat format : BlockFormat.values()) {
            if (format != BlockFormat.F32 && format != BlockFormat.F16) {
                assertThat(reference.decodedTheSame(format)).as("seed " + seed).isEqualTo(200);
                formats++;
            }
        }
        record("gguf", "formats of which 200 random blocks are decoded the same, bit for bit", formats);
    }

    @Test
    void smollm2_has_the_tokens_the_logits_and_the_losses_of_transformers_and_peft() throws Exception {
        String models = System.getenv("PITCHPIPE_PARITY_MODELS");
        assumeTrue(models != null, "bin/test --parity says where SmolLM2 is, and fails where it cannot be had");
        Path gguf = Path.of(java.util.Objects.requireNonNull(models)).resolve("smollm2-135m-instruct.gguf");
        try (LanguageModel model = BaseModelCatalog.open("models/smollm2-135m-instruct", gguf)) {
            List<int[]> prompts = new ArrayList<>();
            CHATS.forEach(chat -> prompts.add(model.template().prompt(model.tokenizer(), chat.turns())));
            prompts.add(model.tokenizer().encode("The quick brown fox jumps over the lazy dog. " + TEXTS.get(5)));
            // transformers reads and decodes the GGUF file itself: another hand at the blocks, the permutation and the
            // tokenizer.
            ParityRequest request = new ParityRequest(WORK.resolve("smollm2"), gguf, 1)
                    .prompts(prompts)
                    .texts(TEXTS)
                    .chats(CHATS);
            JsonNode answer = compare("SmolLM2-135M-Instruct Q4_1", model, request, prompts, EXACT);
            for (int i = 0; i < TEXTS.size(); i++) {
                assertThat(model.tokenizer().encode(TEXTS.get(i)))
                        .as(TEXTS.get(i))
                        .isEqualTo(ints(answer.path("texts").get(i)));
            }
            for (int i = 0; i < CHATS.size(); i++) {
                assertThat(prompts.get(i))
                        .as("chat " + i)
                        .isEqualTo(ints(answer.path("chats").get(i)));
            }
        }
    }

    private static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asInt();
        }
        return values;
    }

    private JsonNode compare(
            String name, LanguageModel model, ParityRequest request, List<int[]> prompts, Tolerance tolerance)
            throws Exception {
        JsonNode answer;
        try (LoraWeights first = ParityRequest.firstWeights(model, SETTINGS)) {
            int total = SETTINGS.totalSteps(SuccessorBench.CANONICAL.size());
            answer = request.adapter(first)
                    .batches(
                            ParityRequest.batches(model, SuccessorBench.CANONICAL, SETTINGS, STEPS),
                            ParityRequest.rates(model, SETTINGS, STEPS, total))
                    .ask();
        }
        double worstLogit = worstLogit(model, request, prompts);
        List<Double> losses = losses(model);
        double worstLoss = 0;
        for (int i = 0; i < STEPS; i++) {
            double expected = answer.path("losses").get(i).asDouble();
            worstLoss = Math.max(worstLoss, Math.abs(losses.get(i) - expected) / expected);
        }
        record(name, "largest difference of a logit", worstLogit);
        record(name, "largest relative difference of a step's loss, 20 steps", worstLoss);
        assertThat(worstLogit).isLessThan(tolerance.logit());
        assertThat(losses.getFirst()).isCloseTo(answer.path("losses").get(0).asDouble(), within(tolerance.firstLoss()));
        assertThat(worstLoss).isLessThan(tolerance.loss());
        return answer;
    }

    private static double worstLogit(LanguageModel model, ParityRequest request, List<int[]> prompts) {
        double worst = 0;
        try (Safetensors expected = request.logits();
                LanguageModel.Use use = model.use();
                NoGradGuard silent = new NoGradGuard()) {
            for (int i = 0; i < prompts.size(); i++) {
                try (Native scope = Native.scope()) {
                    long[] tokens = java.util.Arrays.stream(prompts.get(i))
                            .asLongStream()
                            .toArray();
                    Tensor hidden = use.transformer()
                            .hidden(
                                    model.placement().longs(tokens, tokens.length),
                                    TextRun.of(tokens.length),
                                    null,
                                    null);
                    float[] ours = Native.values(use.transformer().logits(hidden));
                    float[] theirs = expected.values(Integer.toString(i));
                    assertThat(ours).hasSameSizeAs(theirs);
                    for (int at = 0; at < ours.length; at++) {
                        worst = Math.max(worst, Math.abs(ours[at] - theirs[at]));
                    }
                }
            }
        }
        return worst;
    }

    private List<Double> losses(LanguageModel model) throws IOException {
        List<Double> losses = new ArrayList<>();
        new Trainer()
                .train(
                        model,
                        null,
                        new TrainingTask(SuccessorBench.CANONICAL, SETTINGS),
                        folder.resolve("checkpoint"),
                        (step, epoch, loss) -> losses.add(loss),
                        () -> losses.size() >= STEPS)
                .adapter()
                .close();
        return losses;
    }

    private static void record(String model, String figure, double value) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "{\"bench\":\"parity\",\"model\":\"%s\",\"figure\":\"%s\",\"value\":%.3e}%n",
                model,
                figure,
                value);
        Files.createDirectories(WORK);
        Files.writeString(WORK.resolve("figures.jsonl"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
