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
import io.pitchpipe.tuningserver.lm.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this server needs of an engine: base models by name, adapters by folder. Whatever is opened for a call stays open as long as the implementation likes, and is
 * never closed under a call. All methods may be called by many threads at once.
 */
public interface TuningEngine {

    /** Whether this machine can train and generate. */
    EngineStatus status();

    /** The base models here, best-known first, a demo last. */
    List<BaseModelInfo> bases();

    /**
     * Checks that every example fits the base.
     *
     * @throws io.pitchpipe.tuningserver.lm.PromptTooLongException naming the first that does not
     */
    void check(String base, List<TrainingPair> pairs);

    /**
     * Trains on the calling thread, from the checkpoint if there is one, and saves what was learned so far even when it was cancelled after at least one step.
     *
     * @param start folder of the adapter to start from, or null
     * @param checkpoint folder of this training alone
     * @param target folder to save the adapter to
     * @return steps done, over all resumptions; fewer than the total when it was cancelled
     * @throws io.pitchpipe.tuningserver.lm.UnreadableModelException when the checkpoint is damaged or of another training
     * @throws IOException when the disk refuses
     */
    int train(
            String base,
            @Nullable Path start,
            List<TrainingPair> pairs,
            TrainingSettings settings,
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

    /** Tokens of a prompt, the chat template's included. */
    int countTokens(String base, Prompt prompt);

    /** Memory that it has taken; cheap, and never waits for work that goes on. */
    EngineMemory memory();

    /** Forgets an adapter whose folder is about to go. */
    void forget(Path adapter);
}
