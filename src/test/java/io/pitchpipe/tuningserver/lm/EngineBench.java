package io.pitchpipe.tuningserver.lm;

import com.sun.management.OperatingSystemMXBean;
import io.pitchpipe.bench.SuccessorBench;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import tools.jackson.databind.JsonNode;

/**
 * Training and answering with LoRA, tokens per second, against the same loop in transformers and peft: same weights, batches and threads, turn by turn in one run.
 * Tokens per CPU second are given too, as they hold on a machine that others use. Padding counts for nobody.
 */
public final class EngineBench {

    private static final int ROUNDS = 3;
    private static final int DECODED = 40;
    private static final int LONG_PROMPT = 200;
    private static final TrainingSettings SETTINGS = new TrainingSettings(5, 4, 0.001, 5);

    private static final String PAIRS = "training on the canonical pairs";
    private static final String REVIEWS = "training on texts of uneven length";
    private static final String ANSWER = "answer to 200 tokens";
    private static final String REST = ANSWER + ", the tokens after it";
    private static final int[] AT_ONCE = {2, 4};

    /** Minutes after which a prompt that is still being read has failed. */
    private static final int LONGEST_WAIT = 5;

    /** Draws nothing, so that threads may share it. */
    private static final Sampler GREEDY = new Sampler(SamplingSettings.greedy(DECODED));

    private final LanguageModel model;
    private final Map<String, List<List<EncodedExample>>> batches = new LinkedHashMap<>();
    private final List<Double> rates;
    private final int[] prompt;
    private final Map<String, List<Speed>> ours = new LinkedHashMap<>();
    private final Map<String, List<Speed>> theirs = new LinkedHashMap<>();

    private record Speed(double tokens, double seconds, double cpuSeconds) {
        double perSecond() {
            return tokens / seconds;
        }

        double perCpuSecond() {
            return tokens / cpuSeconds;
        }
    }

    private EngineBench(LanguageModel model) throws IOException {
        this.model = model;
        batches.put(PAIRS, ParityRequest.batches(model, SuccessorBench.CANONICAL, SETTINGS, 5));
        batches.put(REVIEWS, ParityRequest.batches(model, unevenReviews(), SETTINGS, 2));
        rates = ParityRequest.rates(model, SETTINGS, 5, 19);
        prompt = prompt(model);
    }

    /** @param args {@code --models FOLDER} */
    public static void main(String[] args) throws Exception {
        Path models =
                args.length == 2 && args[0].equals("--models") ? Path.of(args[1]) : Path.of("data", "server", "models");
        Path smol = models.resolve("smollm2-135m-instruct.gguf");
        if (!Files.exists(smol)) {
            System.err.println("There is no " + smol + "; bin/models add smollm2 fetches it.");
            System.exit(1);
        }
        try (LanguageModel model = BaseModelCatalog.open("models/smollm2-135m-instruct", smol)) {
            new EngineBench(model).run(smol);
        }
    }

    /** Product reviews, one to eight in a row, to be labelled with the last one's label. */
    private static List<TrainingPair> unevenReviews() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/datasets/product-reviews.csv"));
        List<TrainingPair> pairs = new ArrayList<>();
        int line = 1;
        for (int reviews = 1; reviews <= 8; reviews++) {
            StringBuilder text = new StringBuilder();
            String label = "";
            for (int i = 0; i < reviews; i++, line++) {
                int comma = lines.get(line).lastIndexOf(',');
                text.append(lines.get(line), 0, comma).append('\n');
                label = lines.get(line).substring(comma + 1);
            }
            pairs.add(new TrainingPair(text.toString(), label));
        }
        return pairs;
    }

    /** A prompt of exactly so many tokens; what it says does not matter for the time it takes. */
    private static int[] prompt(LanguageModel model) {
        String story = "Tell me a story about a tuning fork that lost its pitch. ".repeat(20);
        int[] tokens =
                model.template().prompt(model.tokenizer(), Prompt.of(story).turns());
        return java.util.Arrays.copyOf(tokens, LONG_PROMPT);
    }

    private void run(Path files) throws IOException {
        try (LoraWeights first = ParityRequest.firstWeights(model, SETTINGS);
                LanguageModel.Use use = model.use()) {
            ParityRequest request = new ParityRequest(Path.of("target", "parity", "bench"), files, threads())
                    .adapter(first)
                    .answering(ANSWER, prompt, DECODED);
            batches.forEach((name, list) -> request.training(name, list, rates));
            try (ReferenceTurns reference = request.turns()) {
                for (int round = 0; round < ROUNDS; round++) {
                    round(use.transformer(), reference);
                }
            }
        }
        ours.keySet().forEach(figure -> {
            print(figure, "tokens/s", Speed::perSecond);
            print(figure, "tokens/CPU-s", Speed::perCpuSecond);
        });
        double alone = median(ours, REST, Speed::perSecond);
        for (int answers : AT_ONCE) {
            print(
                    name(answers) + ", against one alone",
                    "tokens/s",
                    median(ours, name(answers), Speed::perSecond),
                    alone);
        }
        EngineCeilings.of(model).print(median(ours, ANSWER + ", first token", Speed::perSecond), alone);
        double first = LONG_PROMPT / median(ours, ANSWER + ", first token", Speed::perSecond);
        double theirFirst = LONG_PROMPT / median(theirs, ANSWER + ", first token", Speed::perSecond);
        print(ANSWER + ", time to the first token", "ms", 1000 * first, 1000 * theirFirst);
    }

    private void round(Transformer transformer, ReferenceTurns reference) throws IOException {
        for (Map.Entry<String, List<List<EncodedExample>>> training : batches.entrySet()) {
            try (LoraWeights weights = ParityRequest.firstWeights(model, SETTINGS)) {
                note(ours, training.getKey(), train(transformer, weights, training.getValue()));
            }
            note(theirs, training.getKey(), speed(reference.take(training.getKey())));
        }
        try (LoraWeights weights = ParityRequest.firstWeights(model, SETTINGS)) {
            answer(transformer, weights);
        }
        for (int answers : AT_ONCE) {
            note(ours, name(answers), together(transformer, answers));
        }
        JsonNode answer = reference.take(ANSWER);
        note(theirs, ANSWER + ", first token", speed(answer.path("first")));
        note(theirs, REST, speed(answer.path("rest")));
        for (int answers : AT_ONCE) {
            // One after the other, several answers come as fast as one.
            note(theirs, name(answers), speed(answer.path("rest")));
        }
    }

    private Speed train(Transformer transformer, LoraWeights weights, List<List<EncodedExample>> steps) {
        weights.tensors().values().forEach(tensor -> tensor.set_requires_grad(true));
        long start = System.nanoTime();
        long cpu = cpu();
        int tokens = 0;
        try (AdamW optimiser = new AdamW(weights.tensors())) {
            for (int i = 0; i < steps.size(); i++) {
                Trainer.step(transformer, weights, optimiser, steps.get(i), i + 1, rates.get(i));
                tokens += steps.get(i).stream()
                        .mapToInt(example -> example.tokens().length)
                        .sum();
            }
        }
        return since(tokens, start, cpu);
    }

    private void answer(Transformer transformer, LoraWeights weights) {
        try (NoGradGuard silent = new NoGradGuard();
                KvCache cache = transformer.cache(transformer.config().context())) {
            long start = System.nanoTime();
            long cpu = cpu();
            int token = GREEDY.next(Generator.logits(transformer, weights, prompt, cache));
            note(ours, ANSWER + ", first token", since(prompt.length, start, cpu));
            start = System.nanoTime();
            cpu = cpu();
            decode(transformer, weights, token, cache);
            note(ours, REST, since(DECODED, start, cpu));
        }
    }

    private static String name(int answers) {
        return answers + " answers at once, the tokens after the first";
    }

    /** So many answers at once, each with an adapter of its own on the one base: the tokens of all of them, from the last prompt read on. */
    private Speed together(Transformer transformer, int answers) {
        CyclicBarrier prompted = new CyclicBarrier(answers + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(answers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < answers; i++) {
                running.add(threads.submit(() -> {
                    Engine.useThreadsFor(transformer.config().parameterCount());
                    try (LoraWeights weights = ParityRequest.firstWeights(model, SETTINGS);
                            NoGradGuard silent = new NoGradGuard();
                            KvCache cache =
                                    transformer.cache(transformer.config().context())) {
                        int token = GREEDY.next(Generator.logits(transformer, weights, prompt, cache));
                        prompted.await(LONGEST_WAIT, TimeUnit.MINUTES);
                        decode(transformer, weights, token, cache);
                    }
                    return null;
                }));
            }
            prompted.await(LONGEST_WAIT, TimeUnit.MINUTES);
            long start = System.nanoTime();
            long cpu = cpu();
            for (Future<?> one : running) {
                one.get();
            }
            return since(answers * DECODED, start, cpu);
        } catch (InterruptedException | BrokenBarrierException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("An answer of several failed", e);
        }
    }

    private static void decode(Transformer transformer, LoraWeights weights, int first, KvCache cache) {
        int token = first;
        for (int i = 0; i < DECODED; i++) {
            token = GREEDY.next(Generator.logits(transformer, weights, new int[] {token}, cache));
        }
    }

    private static void note(Map<String, List<Speed>> speeds, String figure, Speed speed) {
        speeds.computeIfAbsent(figure, key -> new ArrayList<>()).add(speed);
    }

    private static int threads() {
        return torch.get_num_threads();
    }

    private static Speed since(int tokens, long start, long cpu) {
        return new Speed(tokens, (System.nanoTime() - start) / 1e9, (cpu() - cpu) / 1e9);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Speed speed(JsonNode node) {
        return new Speed(
                node.path("tokens").asDouble(),
                node.path("seconds").asDouble(),
                node.path("cpuSeconds").asDouble());
    }

    private void print(String figure, String unit, ToDoubleFunction<Speed> of) {
        print(figure, unit, median(ours, figure, of), median(theirs, figure, of));
    }

    private static double median(Map<String, List<Speed>> speeds, String figure, ToDoubleFunction<Speed> of) {
        double[] sorted = speeds.getOrDefault(figure, List.of()).stream()
                .mapToDouble(of)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** The ratio is above 1 where ours is the faster, for a time as for a speed. */
    static void print(String figure, String unit, double ours, double theirs) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"engine\",\"figure\":\"%s, SmolLM2-135M f32 with LoRA r=8, %d thread%s\",\"value\":%.2f,\"unit\":\"%s\",\"reference\":%.2f,\"ratio\":%.3f}%n",
                figure,
                threads(),
                threads() == 1 ? "" : "s",
                ours,
                unit,
                theirs,
                unit.equals("ms") ? theirs / ours : ours / theirs);
    }
}
