package io.pitchpipe.portal.playground;

import io.pitchpipe.genapi.UsageMetadata;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.GenerationApi.AnswerStream;
import io.pitchpipe.portal.common.Refused;
import java.util.Optional;
import java.util.function.Function;

/** An answer that is being generated: read by one thread, stopped by any. */
public final class OngoingAnswer implements AutoCloseable {

    private final AnswerStream stream;
    private final Function<ApiFailure, Refused> sentence;
    private volatile boolean stopped;

    OngoingAnswer(AnswerStream stream, Function<ApiFailure, Refused> sentence) {
        this.stream = stream;
        this.sentence = sentence;
    }

    /**
     * The next piece, as soon as it comes. Blocks; never call it under a session lock.
     *
     * @return empty at the end
     * @throws Refused with the reason, if the answer broke off
     */
    public Optional<String> next() {
        try {
            return stream.next();
        } catch (ApiFailure failure) {
            if (stopped) {
                return Optional.empty();
            }
            throw sentence.apply(failure);
        }
    }

    /** How it ended, after {@link #next} came back empty. */
    public Ending ending() {
        if (stopped) {
            return Ending.STOPPED;
        }
        return stream.finishReason().orElse("").equals("MAX_TOKENS") ? Ending.CUT : Ending.WHOLE;
    }

    /** Tokens of the answer so far, if the backend says. */
    public Optional<Integer> tokens() {
        return stream.usage().map(UsageMetadata::candidatesTokenCount).filter(count -> count > 0);
    }

    /** Ends the generation, at the backend too. */
    public void stop() {
        stopped = true;
        stream.close();
    }

    @Override
    public void close() {
        stream.close();
    }
}
