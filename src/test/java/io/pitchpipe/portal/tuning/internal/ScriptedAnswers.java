package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.genapi.UsageMetadata;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.GenerationApi;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Models in memory that say what a test tells them to, to those the backend in memory lets prompt them. */
public final class ScriptedAnswers implements GenerationApi {

    private final RecordingApi models;

    /** Pieces of the answer to (model, prompt); an exception thrown here is the backend's. */
    public volatile BiFunction<String, String, List<String>> script = (model, prompt) -> List.of("ok");

    /** What was asked, as {@code model <- prompt}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Whether an answer never ends by itself. */
    public volatile boolean endless;

    /** Whose answers never end by themselves. */
    public volatile Predicate<String> endlessFor = model -> false;

    /** Why answers end that end by themselves. */
    public volatile String finishReason = "STOP";

    public final CountDownLatch closed = new CountDownLatch(1);

    ScriptedAnswers(RecordingApi models) {
        this.models = models;
    }

    /** What a test told them to say holds for that test. */
    void reset() {
        script = (model, prompt) -> List.of("ok");
        counter = ScriptedAnswers::characters;
        endless = false;
        endlessFor = model -> false;
        finishReason = "STOP";
        asked.clear();
    }

    private List<String> answer(Connection connection, String model, String prompt) {
        asked.add(model + " <- " + prompt);
        if (model.startsWith("tunedModels/")
                && !models.mayRead(connection.team(), model.substring("tunedModels/".length()))) {
            throw new ApiFailure.PermissionDenied("not yours");
        }
        return script.apply(model, prompt);
    }

    @Override
    public Answer generate(Connection connection, String model, String prompt, GenerationConfig settings) {
        return new Answer(String.join("", answer(connection, model, prompt)), "STOP", null);
    }

    @Override
    public AnswerStream stream(Connection connection, String model, String prompt, GenerationConfig settings) {
        var pieces = new ArrayList<>(answer(connection, model, prompt)).iterator();
        return new Stream(model, pieces);
    }

    /** Tokens of a chat; an exception thrown here is the backend's. */
    public volatile ToIntFunction<List<Content>> counter = ScriptedAnswers::characters;

    private static int characters(List<Content> contents) {
        return contents.stream().mapToInt(content -> content.text().length()).sum();
    }

    @Override
    public int countTokens(Connection connection, String model, List<Content> contents) {
        return counter.applyAsInt(contents);
    }

    private final class Stream implements AnswerStream {

        private final String model;
        private final Iterator<String> pieces;
        private volatile boolean stopped;

        Stream(String model, Iterator<String> pieces) {
            this.model = model;
            this.pieces = pieces;
        }

        @Override
        public Optional<String> next() {
            if (pieces.hasNext()) {
                return Optional.of(pieces.next());
            }
            while ((endless || endlessFor.test(model)) && !stopped) {
                // Asleep, not spinning: virtual threads that spin would leave none for whoever wants to stop them.
                LockSupport.parkNanos(5_000_000);
            }
            return Optional.empty();
        }

        @Override
        public Optional<String> finishReason() {
            return stopped ? Optional.empty() : Optional.of(finishReason);
        }

        @Override
        public Optional<UsageMetadata> usage() {
            return Optional.of(new UsageMetadata(3, 2, 5));
        }

        @Override
        public void close() {
            stopped = true;
            closed.countDown();
        }
    }
}
