package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.Tensor;

/** One training on its way, on one thread: from where its checkpoint is, step by step, with the held-out loss wherever an epoch ends. */
final class TrainingLoop {

    private final Transformer transformer;
    private final LoraWeights weights;
    private final AdamW optimiser;
    private final Work work;
    private final TrainingCheckpoint checkpoint;
    private final TrainingProgress progress;
    private final Cancellation cancellation;
    private final Map<String, Tensor> parameters;
    private TrainingCheckpoint.Reached reached = TrainingCheckpoint.Reached.NOTHING;
    private boolean saved = true;
    private long savedAt = System.nanoTime();

    /**
     * What there is to do.
     *
     * @param task as it was asked for
     * @param examples of the task, encoded
     * @param heldOut the held-out examples of the task, encoded
     * @param learningRateScale of the base
     * @param betweenCheckpoints time from one checkpoint to the next, which waits for the end of its step
     */
    record Work(
            TrainingTask task,
            List<EncodedExample> examples,
            List<EncodedExample> heldOut,
            double learningRateScale,
            Duration betweenCheckpoints) {}

    /** @param weights that are trained; what the training comes to may be other ones, see {@link #kept} */
    TrainingLoop(
            Transformer transformer,
            LoraWeights weights,
            AdamW optimiser,
            Work work,
            TrainingCheckpoint checkpoint,
            TrainingProgress progress,
            Cancellation cancellation) {
        this.transformer = transformer;
        this.weights = weights;
        this.optimiser = optimiser;
        this.work = work;
        this.checkpoint = checkpoint;
        this.progress = progress;
        this.cancellation = cancellation;
        this.parameters = weights.tensors();
    }

    /** Trains until it is done, has lost its patience, or is cancelled; the checkpoint is that of the step reached. */
    void run() throws IOException {
        resume();
        parameters.values().forEach(parameter -> parameter.set_requires_grad(true));
        // What is due is measured first: a cancelled training may have left it undone.
        while (measured() && ending() == TrainingResult.Ending.CANCELLED && !cancellation.requested()) {
            step();
            if (System.nanoTime() - savedAt > work.betweenCheckpoints().toNanos()) {
                save();
            }
        }
        parameters.values().forEach(parameter -> parameter.set_requires_grad(false));
        if (!saved) {
            save();
        }
    }

    /** Why it is over, once it is; before that, what it would be if it were cancelled now. */
    TrainingResult.Ending ending() {
        if (reached.step() == work.task().totalSteps() && !measurementDue()) {
            return TrainingResult.Ending.COMPLETE;
        }
        return reached.losses().exhausts(work.task().validation().patience())
                ? TrainingResult.Ending.EARLY
                : TrainingResult.Ending.CANCELLED;
    }

    int completedSteps() {
        return reached.step();
    }

    /** The step whose weights are kept. */
    int keptStep() {
        return keepsBest()
                ? reached.losses().best().map(HeldOutLosses.Measured::step).orElse(reached.step())
                : reached.step();
    }

    /** The weights to keep: those that were trained, or a copy of them as they were after the best epoch, which the caller closes. */
    LoraWeights kept(LanguageModel model) {
        if (keptStep() == reached.step()) {
            return weights;
        }
        Map<String, float[]> values = new LinkedHashMap<>();
        reached.best().forEach((name, tensor) -> values.put(name, tensor.values()));
        return LoraWeights.of(
                weights.settings(), model.config(), model.placement().device(), values);
    }

    private boolean keepsBest() {
        return work.task().validation().keepBest();
    }

    private void resume() {
        reached = checkpoint.read(parameters, optimiser).orElse(TrainingCheckpoint.Reached.NOTHING);
        if (keepsBest()
                && reached.losses().best().isPresent()
                && !reached.best().keySet().equals(parameters.keySet())) {
            throw new UnreadableModelException("The checkpoint lacks the best epoch's weights.");
        }
        reached.losses().measured().forEach(progress::onHeldOutLoss);
    }

    private void step() {
        int step = reached.step() + 1;
        TrainingSettings settings = work.task().settings();
        double rate = settings.learningRate()
                * work.learningRateScale()
                * Trainer.schedule(step, work.task().totalSteps());
        List<EncodedExample> batch = Trainer.batch(work.examples(), settings, step);
        long begun = System.nanoTime();
        double loss = Trainer.step(transformer, weights, optimiser, batch, step, rate);
        progress.onWork(tokens(batch), Duration.ofNanos(System.nanoTime() - begun));
        progress.onStep(step, work.task().epochAfter(step), loss);
        reach(new TrainingCheckpoint.Reached(step, reached.losses(), reached.best()));
    }

    private static long tokens(List<EncodedExample> batch) {
        return batch.stream().mapToLong(example -> example.tokens().length).sum();
    }

    private boolean measurementDue() {
        return work.task().measuredAfter(reached.step()) && !reached.losses().has(reached.step());
    }

    /** Measures the held-out loss if it is due after the step reached; {@code false} when it was cancelled before it was measured. */
    private boolean measured() {
        if (!measurementDue()) {
            return true;
        }
        int step = reached.step();
        OptionalDouble loss = LossFunction.mean(transformer, weights, work.heldOut(), cancellation);
        if (loss.isEmpty()) {
            return false;
        }
        if (!Double.isFinite(loss.getAsDouble())) {
            throw TrainingDivergedException.ofHeldOutLoss(step, loss.getAsDouble());
        }
        HeldOutLosses.Measured measured =
                new HeldOutLosses.Measured(step, work.task().epochAfter(step), loss.getAsDouble());
        progress.onHeldOutLoss(measured);
        HeldOutLosses losses = reached.losses().with(measured);
        boolean best = keepsBest() && losses.best().filter(measured::equals).isPresent();
        reach(new TrainingCheckpoint.Reached(step, losses, best ? Adapter.heap(parameters, "") : reached.best()));
        return true;
    }

    private void reach(TrainingCheckpoint.Reached next) {
        reached = next;
        saved = false;
    }

    private void save() throws IOException {
        checkpoint.write(reached, parameters, optimiser);
        saved = true;
        savedAt = System.nanoTime();
    }
}
