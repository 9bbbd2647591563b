package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.BaseModelInfo;
import io.pitchpipe.tuningserver.lm.Cancellation;
import io.pitchpipe.tuningserver.lm.EngineStatus;
import io.pitchpipe.tuningserver.lm.Generation;
import io.pitchpipe.tuningserver.lm.Prompt;
import io.pitchpipe.tuningserver.lm.SamplingSettings;
import io.pitchpipe.tuningserver.lm.TokenSink;
import io.pitchpipe.tuningserver.lm.TrainingPair;
import io.pitchpipe.tuningserver.lm.TrainingProgress;
import io.pitchpipe.tuningserver.lm.TrainingResult;
import io.pitchpipe.tuningserver.lm.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this server needs of an engine: base models by name, adapters by folder. Whatever is opened for a call stays open as long as the implementation likes, and is
 * never closed under a call. All methods may be called by many threads at once.
 */
public interface TuningEngine {

    /**
     * What a training came to.
     *
     * @param completedSteps steps done, over all resumptions
     * @param keptStep the last of them, or that of the best epoch where that is kept
     * @param ending why it made no more
     */
    record Trained(int completedSteps, int keptStep, TrainingResult.Ending ending) {}

    /** Whether this machine can train and generate. */
    EngineStatus status();

    /** The base models here, best-known first, a demo last. */
    List<BaseModelInfo> bases();

    /**
     * Checks that every example fits the base.
     *
     * @throws io.pitchpipe.tuningserver.lm.PromptTooLongException naming all that do not
     */
    void check(String base, List<TrainingPair> pairs);

    /** Tokens of each example as the base is trained on it, the chat template's included; 0 for one that is too long to be counted. */
    int[] tokens(String base, List<TrainingPair> pairs);

    /**
     * Trains on the calling thread, from the checkpoint if there is one, and saves what is kept of it even when it was cancelled after at least one step.
     *
     * @param start folder of the adapter to start from, or null
     * @param checkpoint folder of this training alone
     * @param target folder to save the adapter to
     * @throws io.pitchpipe.tuningserver.lm.UnreadableModelException when the checkpoint is damaged or of another training
     * @throws IOException when the disk refuses
     */
    Trained train(
            String base,
            @Nullable Path start,
            TrainingTask task,
            Path checkpoint,
            Path target,
            TrainingProgress progress,
            Cancellation cancellation)
            throws IOException;

    /**
     * Answers on the calling thread.
     *
     * @param adapter folder of a tuned model's adapter, or null for the base itself
     */
    Generation generate(String base, @Nullable Path adapter, Prompt prompt, SamplingSettings settings, TokenSink sink);

    /** Tokens of a chat as the base is given it, the chat template's included. @param turns one or more, the last by whomever */
    int countTokens(String base, List<Prompt.Turn> turns);

    /** Memory that it has taken; cheap, and never waits for work that goes on. */
    EngineMemory memory();

    /** Forgets an adapter whose folder is about to go. */
    void forget(Path adapter);
}
