package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;

/** Trains LoRA adapters. It holds no training's state: any number may train at once, and answers may be generated meanwhile. */
public final class Trainer {

    /** Writing a checkpoint of a small base costs a few milliseconds, and nobody minds to wait for four seconds again. */
    public static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(4);

    /**
     * Share of the steps over which the learning rate rises, before it falls linearly to nothing: the LoRA paper's own for its linear schedule (arXiv:2106.09685,
     * table 9).
     */
    static final double WARM_UP = 0.06;

    private final Duration betweenCheckpoints;

    /** One that writes its checkpoints {@link #BETWEEN_CHECKPOINTS}. */
    public Trainer() {
        this(BETWEEN_CHECKPOINTS);
    }

    /** @param betweenCheckpoints what a training loses at most, beyond the step it is in, when its process is killed; zero for a checkpoint after every step */
    public Trainer(Duration betweenCheckpoints) {
        this.betweenCheckpoints = betweenCheckpoints;
    }

    /**
     * Trains on the calling thread until done or cancelled. When {@code checkpointDir} holds a checkpoint of the same training (same base, task and start),
     * it goes on from the step reached there and comes to the same weights as a training that was never interrupted.
     *
     * @param start weights to start from (tuning a tuned model again), or null for fresh ones
     * @param checkpointDir folder of this training alone, made if missing; it is left to the caller to delete
     * @throws PromptTooLongException naming the examples that do not fit, before the first step
     * @throws TrainingDivergedException when a loss or the gradients stop being numbers, or the loss explodes
     * @throws UnreadableModelException when the checkpoint is damaged or of another training
     * @throws IOException when the checkpoint cannot be written
     */
    public TrainingResult train(
            LanguageModel model,
            @Nullable Adapter start,
            TrainingTask task,
            Path checkpointDir,
            TrainingProgress progress,
            Cancellation cancellation)
            throws IOException {
        if (task.pairs().isEmpty()) {
            throw new IllegalArgumentException("A data set has at least one example");
        }
        TrainingLoop.Work work = new TrainingLoop.Work(
                task,
                encode(model, task.pairs()),
                encode(model, task.validation().pairs()),
                model.info().learningRateScale(),
                betweenCheckpoints);
        Files.createDirectories(checkpointDir);
        LoraWeights weights = firstWeights(model, start, task.settings());
        LoraWeights kept = null;
        try (LanguageModel.Use use = model.use();
                AdamW optimiser = new AdamW(weights.tensors())) {
            TrainingCheckpoint checkpoint = new TrainingCheckpoint(checkpointDir, fingerprint(model, weights, task));
            TrainingLoop loop =
                    new TrainingLoop(use.transformer(), weights, optimiser, work, checkpoint, progress, cancellation);
            loop.run();
            kept = loop.kept(model);
            Adapter adapter = new Adapter(model.info().name(), model.config(), kept);
            return new TrainingResult(adapter, loop.completedSteps(), loop.keptStep(), loop.ending());
        } finally {
            if (kept != weights) {
                weights.close();
            }
        }
    }

    static double step(
            Transformer transformer,
            LoraWeights weights,
            AdamW optimiser,
            List<EncodedExample> batch,
            int step,
            double rate) {
        try (Native scope = Native.scope()) {
            double loss;
            try (AutoGradMode recording = new AutoGradMode(true)) {
                loss = LossFunction.backward(transformer, weights, batch);
            }
            requireHealthy(step, loss, transformer.config());
            try (NoGradGuard silent = new NoGradGuard()) {
                optimiser.step(step, rate);
            }
            return loss;
        }
    }

    /** The loss is that of the weights before the step: they are found out before they are changed further, or kept. */
    private static void requireHealthy(int step, double loss, ModelConfig config) {
        double blind = Math.log(config.vocabulary());
        if (!Double.isFinite(loss)) {
            throw TrainingDivergedException.ofLoss(step, loss);
        }
        if (loss > TrainingDivergedException.EXPLODED * blind) {
            throw TrainingDivergedException.ofExplosion(step, loss, blind);
        }
    }

    /** Rises over the first steps, then falls: the share of the learning rate that a step (from 1) has. */
    static double schedule(int step, int total) {
        int rising = (int) Math.ceil(WARM_UP * total);
        if (step <= rising) {
            return (double) step / rising;
        }
        return (double) (total - step + 1) / (total - rising + 1);
    }

    /** The examples of a step: the next ones of the stream that goes through the shuffled data set once per epoch. */
    static List<EncodedExample> batch(List<EncodedExample> examples, TrainingSettings settings, int step) {
        long from = (long) (step - 1) * settings.batchSize();
        long to = Math.min(from + settings.batchSize(), (long) examples.size() * settings.epochCount());
        List<EncodedExample> batch = new ArrayList<>();
        int shuffledEpoch = -1;
        int[] order = {};
        for (long at = from; at < to; at++) {
            int epoch = (int) (at / examples.size());
            if (epoch != shuffledEpoch) {
                order = order(examples.size(), settings.seed(), epoch);
                shuffledEpoch = epoch;
            }
            batch.add(examples.get(order[(int) (at % examples.size())]));
        }
        return batch;
    }

    /** The order of an epoch, a Fisher-Yates shuffle that depends on seed and epoch alone. */
    static int[] order(int size, long seed, int epoch) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    private static LoraWeights firstWeights(LanguageModel model, @Nullable Adapter start, TrainingSettings settings) {
        Engine.require();
        if (start == null) {
            return LoraWeights.fresh(
                    LoraSettings.DEFAULT,
                    model.config(),
                    model.placement().device(),
                    new SplittableRandom(settings.seed()));
        }
        if (!start.fits(model.config())) {
            throw new UnreadableModelException(
                    "The tuned model to start from was made on another base model, " + start.baseModel() + ".");
        }
        try (Adapter.Use use = start.use()) {
            Map<String, float[]> values = new LinkedHashMap<>();
            Adapter.heap(use.weights().tensors(), "").forEach((name, value) -> values.put(name, value.values()));
            return LoraWeights.of(
                    use.weights().settings(), model.config(), model.placement().device(), values);
        }
    }

    /**
     * Checks that every example fits the base, as {@link #train} does with those to learn and those held out.
     *
     * @throws PromptTooLongException naming all that do not
     */
    public void check(LanguageModel model, List<TrainingPair> pairs) {
        encode(model, pairs);
    }

    /** Tokens of each example as it is trained on, the chat template's included; 0 for one that is too long to be counted. */
    public static int[] tokens(LanguageModel model, List<TrainingPair> pairs) {
        return pairs.stream().mapToInt(pair -> tokens(model, pair)).toArray();
    }

    private static int tokens(LanguageModel model, TrainingPair pair) {
        try {
            return EncodedExample.of(model, pair).tokens().length;
        } catch (PromptTooLongException uncounted) {
            return 0;
        }
    }

    private static List<EncodedExample> encode(LanguageModel model, List<TrainingPair> pairs) {
        int limit = model.info().exampleLimit().tokens();
        List<EncodedExample> examples = new ArrayList<>();
        List<PromptTooLongException.TooLong> tooLong = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            try {
                EncodedExample example = EncodedExample.of(model, pairs.get(i));
                examples.add(example);
                if (example.tokens().length > limit) {
                    tooLong.add(new PromptTooLongException.TooLong(i + 1, example.tokens().length));
                }
            } catch (PromptTooLongException uncounted) {
                tooLong.add(new PromptTooLongException.TooLong(i + 1, 0));
            }
        }
        if (!tooLong.isEmpty()) {
            throw PromptTooLongException.ofExamples(
                    tooLong, model.info().name(), model.info().exampleLimit());
        }
        return examples;
    }

    /** Tells one training from another; the weights it starts with stand for seed and start. */
    private static String fingerprint(LanguageModel model, LoraWeights weights, TrainingTask task) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, model.info().name() + model.config() + task.settings(), task.pairs());
            Validation validation = task.validation();
            if (validation.measures()) {
                update(digest, "held out" + validation.keepBest() + validation.patience(), validation.pairs());
            }
            Adapter.heap(weights.tensors(), "")
                    .values()
                    .forEach(values -> digest.update(FloatFormat.F32.encode(values.values())));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String settings, List<TrainingPair> pairs) {
        digest.update(settings.getBytes(StandardCharsets.UTF_8));
        for (TrainingPair pair : pairs) {
            for (String text : List.of(pair.input(), pair.output())) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
        }
    }
}
