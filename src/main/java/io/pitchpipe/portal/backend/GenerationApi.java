package io.pitchpipe.portal.backend;

import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.genapi.UsageMetadata;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prompts base and tuned models of a connection's backend. Every call may block for minutes, so none is made under a session
 * lock or in a transaction; every call throws {@link ApiFailure} when it does not succeed, and nothing is retried here.
 */
public interface GenerationApi {

    /**
     * A whole answer.
     *
     * @param finishReason why it ended, raw: {@code STOP}, {@code MAX_TOKENS}, …
     * @param usage tokens it took, if the backend says
     */
    record Answer(
            String text, String finishReason, @Nullable UsageMetadata usage) {}

    /**
     * Asks and waits for the whole answer.
     *
     * @param model resource name, {@code models/ID} or {@code tunedModels/ID}
     * @param prompt as the model is to see it, its preamble included
     * @throws ApiFailure.Garbage if what comes back is no answer
     */
    Answer generate(Connection connection, String model, String prompt, GenerationConfig settings);

    /**
     * Asks, and hands out the answer as it is generated.
     *
     * @see #generate for the parameters
     */
    AnswerStream stream(Connection connection, String model, String prompt, GenerationConfig settings);

    /**
     * Counts tokens as the model does, its chat template included.
     *
     * @param contents turns of a chat
     * @throws ApiFailure.NotFound if the backend has no such method, among others
     */
    int countTokens(Connection connection, String model, List<Content> contents);

    /** An answer that is being generated; read by one thread, closed by any. */
    interface AnswerStream extends AutoCloseable {

        /**
         * The next piece of text as soon as it comes; pieces may be empty.
         *
         * @return empty at the end: the answer is whole, or the stream was closed
         * @throws ApiFailure.Unavailable if the backend broke off before it said that the answer is whole
         * @throws ApiFailure if the backend reports a failure midway or sends what is no answer
         */
        Optional<String> next();

        /** Why the answer ended, raw; empty before its end, and for good when it was cut off or closed. */
        Optional<String> finishReason();

        /** The tokens taken so far, as the backend last said. */
        Optional<UsageMetadata> usage();

        /** Ends the generation at the backend too, by closing the network connection; may be called from any thread, at any time. */
        @Override
        void close();
    }
}
