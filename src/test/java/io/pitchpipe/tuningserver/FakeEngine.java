package io.pitchpipe.tuningserver;

import io.pitchpipe.tuningserver.job.EngineMemory;
import io.pitchpipe.tuningserver.job.TuningEngine;
import io.pitchpipe.tuningserver.lm.BaseModelInfo;
import io.pitchpipe.tuningserver.lm.Cancellation;
import io.pitchpipe.tuningserver.lm.EngineStatus;
import io.pitchpipe.tuningserver.lm.ExampleLimit;
import io.pitchpipe.tuningserver.lm.FinishReason;
import io.pitchpipe.tuningserver.lm.Generation;
import io.pitchpipe.tuningserver.lm.HeldOutLosses;
import io.pitchpipe.tuningserver.lm.Placement;
import io.pitchpipe.tuningserver.lm.Prompt;
import io.pitchpipe.tuningserver.lm.PromptTooLongException;
import io.pitchpipe.tuningserver.lm.SamplingSettings;
import io.pitchpipe.tuningserver.lm.TokenSink;
import io.pitchpipe.tuningserver.lm.TrainingPair;
import io.pitchpipe.tuningserver.lm.TrainingProgress;
import io.pitchpipe.tuningserver.lm.TrainingResult;
import io.pitchpipe.tuningserver.lm.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An engine without a model: a training is a file that says which step it reached, and an answer tells what was asked of whom. Trainings whose first input is
 * {@code "slow"} wait for {@link #steps} before each step.
 */
public final class FakeEngine implements TuningEngine {

    public static final String BASE = "models/fake-base";
    public static final String DEMO = "models/fake-demo";

    /** Tokens that each step says to have worked through. */
    public static final int TOKENS_PER_STEP = 30;

    /** Steps that slow trainings may still take. */
    public final Semaphore steps = new Semaphore(0);

    /** The loss of a step. */
    public volatile IntToDoubleFunction loss = step -> 4.0 / step;

    /** The loss of held-out examples after an epoch, 0 before the first. */
    public volatile IntToDoubleFunction heldOutLoss = epoch -> 3.0 / (epoch + 1);

    /** Thrown by the next training, once. */
    public volatile @Nullable RuntimeException failure;

    /** First inputs of the trainings begun, in order. */
    public final List<String> begun = new CopyOnWriteArrayList<>();

    /** Answers to {@code "endless"} that nobody has ended yet. */
    public final AtomicInteger endless = new AtomicInteger();

    /** Counts of tokens that are worked on. */
    private final AtomicInteger counting = new AtomicInteger();

    /** The most of them at once so far. */
    public final AtomicInteger mostCounting = new AtomicInteger();

    /** Whether it says that it can do its work. */
    public volatile EngineStatus status = new EngineStatus(true, "A fake one, for tests.", Placement.CPU);

    /** What the last answer was drawn with. */
    public volatile @Nullable SamplingSettings sampling;

    @Override
    public EngineStatus status() {
        return status;
    }

    @Override
    public List<BaseModelInfo> bases() {
        return List.of(info(BASE, "Fake base", false), info(DEMO, "Fake demo", true));
    }

    private static BaseModelInfo info(String name, String displayName, boolean demo) {
        return new BaseModelInfo(
                name,
                displayName,
                "A base for tests.",
                "1",
                1000,
                100,
                0.9,
                0.95,
                40,
                2,
                10,
                demo,
                "Apache-2.0",
                1,
                "",
                "",
                new ExampleLimit(1000, ""));
    }

    @Override
    public void check(String base, List<TrainingPair> pairs) {
        var counts = tokens(base, pairs);
        var tooLong = IntStream.range(0, counts.length)
                .filter(at -> counts[at] > 1000)
                .mapToObj(at -> new PromptTooLongException.TooLong(at + 1, counts[at]))
                .toList();
        if (!tooLong.isEmpty()) {
            throw PromptTooLongException.ofExamples(tooLong, base, new ExampleLimit(1000, ""));
        }
    }

    /** A word is a token, but for those of an input that says to be too long. */
    @Override
    public int[] tokens(String base, List<TrainingPair> pairs) {
        return pairs.stream()
                .mapToInt(pair -> pair.input().equals("too long for it")
                        ? 1001
                        : (pair.input() + " " + pair.output()).strip().split("\\s+").length)
                .toArray();
    }

    @Override
    public Trained train(
            String base,
            @Nullable Path start,
            TrainingTask task,
            Path checkpoint,
            Path target,
            TrainingProgress progress,
            Cancellation cancellation)
            throws IOException {
        begun.add(task.pairs().getFirst().input());
        var failing = failure;
        if (failing != null) {
            failure = null;
            throw failing;
        }
        boolean slow = task.pairs().getFirst().input().equals("slow");
        Files.createDirectories(checkpoint);
        var reached = checkpoint.resolve("step");
        int step = Files.exists(reached) ? Integer.parseInt(Files.readString(reached)) : 0;
        var losses = HeldOutLosses.NONE;
        for (int told = 0; told <= step; told++) {
            losses = measured(task, told, losses, progress);
        }
        while (step < task.totalSteps()
                && !losses.exhausts(task.validation().patience())
                && !cancellation.requested()) {
            if (slow && !steps.tryAcquire()) {
                pause();
                continue;
            }
            step++;
            progress.onWork(TOKENS_PER_STEP, Duration.ofMillis(2));
            progress.onStep(step, task.epochAfter(step), loss.applyAsDouble(step));
            losses = measured(task, step, losses, progress);
            Files.writeString(reached, Integer.toString(step));
        }
        if (step > 0) {
            Files.createDirectories(target);
            Files.writeString(
                    target.resolve("adapter"),
                    base + (start == null ? "" : " from " + Files.exists(start.resolve("adapter"))));
        }
        int kept = task.validation().keepBest()
                ? losses.best().map(HeldOutLosses.Measured::step).orElse(step)
                : step;
        return new Trained(step, kept, ending(task, step, losses));
    }

    private HeldOutLosses measured(TrainingTask task, int step, HeldOutLosses losses, TrainingProgress progress) {
        if (!task.measuredAfter(step)) {
            return losses;
        }
        int epoch = task.epochAfter(step);
        var measured = new HeldOutLosses.Measured(step, epoch, heldOutLoss.applyAsDouble(epoch));
        progress.onHeldOutLoss(measured);
        return losses.with(measured);
    }

    private static TrainingResult.Ending ending(TrainingTask task, int step, HeldOutLosses losses) {
        if (step == task.totalSteps()) {
            return TrainingResult.Ending.COMPLETE;
        }
        return losses.exhausts(task.validation().patience())
                ? TrainingResult.Ending.EARLY
                : TrainingResult.Ending.CANCELLED;
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public Generation generate(
            String base, @Nullable Path adapter, Prompt prompt, SamplingSettings settings, TokenSink sink) {
        sampling = settings;
        var asked = prompt.turns().getLast().text();
        var words = new ArrayList<String>();
        if (asked.equals("endless")) {
            endless.incrementAndGet();
            while (sink.accept("on and on ")) {
                pause();
            }
            endless.decrementAndGet();
            return new Generation("", 1, 1, FinishReason.ABORTED);
        }
        for (var word : List.of(adapter == null ? "base" : "tuned", " says ", asked)) {
            words.add(word);
            if (!sink.accept(word)) {
                return new Generation(String.join("", words), 3, words.size(), FinishReason.ABORTED);
            }
        }
        return new Generation(String.join("", words), words(prompt.turns()), words.size(), FinishReason.STOP);
    }

    @Override
    public int countTokens(String base, List<Prompt.Turn> turns) {
        mostCounting.accumulateAndGet(counting.incrementAndGet(), Math::max);
        try {
            if (turns.getLast().text().equals("count slowly")) {
                for (int pauses = 0; pauses < 20; pauses++) {
                    pause();
                }
            }
            return words(turns);
        } finally {
            counting.decrementAndGet();
        }
    }

    private static int words(List<Prompt.Turn> turns) {
        return turns.stream().mapToInt(turn -> turn.text().split("\\s+").length).sum();
    }

    @Override
    public EngineMemory memory() {
        return new EngineMemory(1, 4000, 2, 20, 5000);
    }

    @Override
    public void forget(Path adapter) {
        // Nothing is kept.
    }
}
