package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.Ending;
import io.pitchpipe.portal.playground.OngoingAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Brings one answer from its backend to its column, on a thread of its own: pieces are gathered and pushed together, so that a
 * quick model costs few round trips. When the page goes away, the generation ends at the backend too.
 */
final class AnswerPump {

    private static final Logger log = LoggerFactory.getLogger(AnswerPump.class);

    /** Between two pushes of one column. */
    private static final Duration BEAT = Duration.ofMillis(60);

    /** Where the answer is shown; called under the session lock. */
    interface Sink {

        void append(String piece);

        /** @param failure why there is no answer, or not all of it */
        void end(AskedPrompt.Answered answered, Optional<Exception> failure);
    }

    private final UI ui;
    private final PromptModel model;
    private final Sink sink;
    private final Consumer<AskedPrompt.Answered> keep;
    private final StringBuilder waiting = new StringBuilder();
    private final StringBuilder all = new StringBuilder();
    private volatile @Nullable OngoingAnswer answer;
    private volatile boolean stopped;

    /** @param keep called off the session lock with what came of it, before it is shown that it ended */
    AnswerPump(UI ui, PromptModel model, Sink sink, Consumer<AskedPrompt.Answered> keep) {
        this.ui = ui;
        this.model = model;
        this.sink = sink;
        this.keep = keep;
    }

    void start(Callable<OngoingAnswer> ask) {
        Thread.ofVirtual()
                .name("answer")
                .start(new DelegatingSecurityContextRunnable(() -> run(ask), SecurityContextHolder.getContext()));
    }

    void stop() {
        stopped = true;
        var ongoing = answer;
        if (ongoing != null) {
            // Closing a connection may wait for the network: not under the session lock.
            Thread.ofVirtual().start(ongoing::stop);
        }
    }

    private void run(Callable<OngoingAnswer> ask) {
        var started = System.nanoTime();
        Optional<Exception> failure = Optional.empty();
        var ending = Ending.FAILED;
        Optional<Integer> tokens = Optional.empty();
        try (var ongoing = ask.call()) {
            answer = ongoing;
            if (stopped) {
                ongoing.stop();
            }
            for (Optional<String> piece; (piece = ongoing.next()).isPresent(); ) {
                gather(piece.get());
            }
            ending = ongoing.ending();
            tokens = ongoing.tokens();
        } catch (Exception failed) {
            failure = Optional.of(failed);
            ending = stopped ? Ending.STOPPED : all.isEmpty() ? Ending.FAILED : Ending.INCOMPLETE;
        }
        var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        var answered =
                new AskedPrompt.Answered(model.key().text(), model.name(), all.toString(), ending, tokens, millis);
        try {
            keep.accept(answered);
        } catch (RuntimeException notKept) {
            log.warn("An answer is not in the history", notKept);
        }
        var why = stopped ? Optional.<Exception>empty() : failure;
        push(() -> {
            flush();
            sink.end(answered, why);
        });
    }

    private void gather(String piece) {
        var first = all.isEmpty();
        all.append(piece);
        boolean alone;
        synchronized (waiting) {
            alone = waiting.isEmpty();
            waiting.append(piece);
        }
        if (first) {
            push(this::flush);
        } else if (alone) {
            // Shown a beat later, with what comes in between: where the model pauses, nothing is held back.
            Thread.ofVirtual().start(this::showAfterABeat);
        }
    }

    private void showAfterABeat() {
        LockSupport.parkNanos(BEAT.toNanos());
        push(this::flush);
    }

    private void flush() {
        String text;
        synchronized (waiting) {
            text = waiting.toString();
            waiting.setLength(0);
        }
        if (!text.isEmpty()) {
            sink.append(text);
        }
    }

    private void push(Command command) {
        try {
            ui.access(command);
        } catch (UIDetachedException gone) {
            stop();
        }
    }
}
