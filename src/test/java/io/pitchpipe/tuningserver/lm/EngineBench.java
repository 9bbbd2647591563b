package io.pitchpipe.tuningserver.lm;

import com.sun.management.OperatingSystemMXBean;
import io.pitchpipe.bench.SuccessorBench;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.NoGradGuard;
import tools.jackson.databind.JsonNode;

/**
 * Training and decoding with LoRA, tokens per second, against the same loop in transformers and peft: same weights, batches, threads, turn by turn in one run. Tokens
 * per CPU second are given too, as they hold on a machine that others use.
 */
public final class EngineBench {

    private static final int ROUNDS = 3;
    private static final int STEPS = 8;
    private static final int DECODED = 48;
    private static final TrainingSettings SETTINGS = new TrainingSettings(5, 4, 0.001, 5);

    private record Speed(double tokens, double seconds, double cpuSeconds) {
        double perSecond() {
            return tokens / seconds;
        }

        double perCpuSecond() {
            return tokens / cpuSeconds;
        }
    }

    private EngineBench() {}

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
            measure(model, smol);
        }
    }

    private static void measure(LanguageModel model, Path files) throws Exception {
        List<List<EncodedExample>> batches = ParityRequest.batches(model, SuccessorBench.CANONICAL, SETTINGS, STEPS);
        List<Double> rates = ParityRequest.rates(model, SETTINGS, STEPS, 19);
        int[] prompt = model.template()
                .prompt(
                        model.tokenizer(),
                        Prompt.of("Tell me a story about a tuning fork.").turns());
        List<Speed> training = new ArrayList<>();
        List<Speed> decoding = new ArrayList<>();
        List<Speed> theirTraining = new ArrayList<>();
        List<Speed> theirDecoding = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (LoraWeights weights = ParityRequest.firstWeights(model, SETTINGS);
                    LanguageModel.Use use = model.use()) {
                ParityRequest request = new ParityRequest(Path.of("target", "parity", "bench"), files, threads())
                        .adapter(weights)
                        .batches(batches, rates)
                        .decode(prompt, DECODED);
                training.add(train(use.transformer(), weights, batches, rates));
                decoding.add(decode(use.transformer(), weights, prompt));
                JsonNode theirs = request.ask();
                theirTraining.add(speed(theirs.path("train")));
                theirDecoding.add(speed(theirs.path("decode")));
            }
        }
        print("training", training, theirTraining);
        print("decoding", decoding, theirDecoding);
    }

    private static int threads() {
        return org.bytedeco.pytorch.global.torch.get_num_threads();
    }

    private static Speed train(
            Transformer transformer, LoraWeights weights, List<List<EncodedExample>> batches, List<Double> rates) {
        weights.tensors().values().forEach(tensor -> tensor.set_requires_grad(true));
        long start = System.nanoTime();
        long cpu = cpu();
        int tokens = 0;
        try (AdamW optimiser = new AdamW(weights.tensors())) {
            for (int i = 0; i < batches.size(); i++) {
                Trainer.step(transformer, weights, optimiser, batches.get(i), i + 1, rates.get(i));
                tokens += batches.get(i).stream()
                        .mapToInt(example -> example.tokens().length)
                        .sum();
            }
        }
        weights.tensors().values().forEach(tensor -> tensor.set_requires_grad(false));
        return since(tokens, start, cpu);
    }

    private static Speed decode(Transformer transformer, LoraWeights weights, int[] prompt) {
        long start = System.nanoTime();
        long cpu = cpu();
        Sampler greedy = new Sampler(SamplingSettings.greedy(DECODED));
        try (NoGradGuard silent = new NoGradGuard();
                KvCache cache =
                        new KvCache(transformer.config(), transformer.config().context())) {
            float[] logits = Generator.logits(transformer, weights, prompt, cache);
            for (int i = 0; i < DECODED; i++) {
                logits = Generator.logits(transformer, weights, new int[] {greedy.next(logits)}, cache);
            }
        }
        return since(DECODED, start, cpu);
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

    private static void print(String figure, List<Speed> ours, List<Speed> theirs) {
        print(figure, "tokens/s", median(ours, Speed::perSecond), median(theirs, Speed::perSecond));
        print(figure, "tokens/CPU-s", median(ours, Speed::perCpuSecond), median(theirs, Speed::perCpuSecond));
    }

    private static double median(List<Speed> speeds, ToDoubleFunction<Speed> of) {
        double[] sorted = speeds.stream().mapToDouble(of).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String figure, String unit, double ours, double theirs) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"engine\",\"figure\":\"%s, SmolLM2-135M f32 with LoRA r=8, %d threads\",\"value\":%.2f,\"unit\":\"%s\",\"reference\":%.2f,\"ratio\":%.3f}%n",
                figure,
                threads(),
                ours,
                unit,
                theirs,
                ours / theirs);
    }
}
