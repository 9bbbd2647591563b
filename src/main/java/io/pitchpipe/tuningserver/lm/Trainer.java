package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trains LoRA adapters. Stateless: any number may train at once, and answers may be generated meanwhile. */
public final class Trainer {

    /**
     * Trains on the calling thread until done or cancelled. When {@code checkpointDir} holds a checkpoint of the same training (same base, data, settings and start),
     * it goes on from the step reached there and comes to the same weights as a training that was never interrupted.
     *
     * @param start weights to start from (tuning a tuned model again), or null for fresh ones
     * @param pairs one or more
     * @param checkpointDir folder of this training alone, made if missing; it is left to the caller to delete
     * @throws PromptTooLongException naming the first example that does not fit, before the first step
     * @throws UnreadableModelException when the checkpoint is damaged or of another training
     * @throws IOException when the checkpoint cannot be written
     */
    public TrainingResult train(
            LanguageModel model,
            @Nullable Adapter start,
            List<TrainingPair> pairs,
            TrainingSettings settings,
            Path checkpointDir,
            TrainingProgress progress,
            Cancellation cancellation)
            throws IOException {
        throw new IOException("not yet");
    }

    /**
     * Checks that every example fits the base, as {@link #train} does.
     *
     * @throws PromptTooLongException naming the first that does not
     */
    public void check(LanguageModel model, List<TrainingPair> pairs) {}
}
