package io.pitchpipe.tuningserver.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pitchpipe.tuningserver.lm.Generation;
import io.pitchpipe.tuningserver.lm.TokenSink;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What is counted of answers. All of it is of this process, since its start. */
@Component
class AnswerMeters {

    private final Counter promptTokens;
    private final Counter outputTokens;
    private final Counter turnedAway;
    private final Timer first;
    private final Timer whole;

    AnswerMeters(MeterRegistry registry) {
        promptTokens = tokens(registry, "prompt");
        outputTokens = tokens(registry, "output");
        turnedAway = Counter.builder("pitchpipe.generations.refused")
                .description("Prompts that were refused because too many waited, or waited too long")
                .register(registry);
        first = Timer.builder("pitchpipe.generation.first.token")
                .description("Time from the beginning of the work on a prompt to the first text of its answer")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30))
                .register(registry);
        whole = Timer.builder("pitchpipe.generation")
                .description("Time of the work on a prompt, to its end or until its caller left")
                .register(registry);
    }

    private static Counter tokens(MeterRegistry registry, String kind) {
        return Counter.builder("pitchpipe.generation.tokens")
                .description("Tokens of prompts, and tokens drawn for answers")
                .tag("kind", kind)
                .register(registry);
    }

    void turnedAway() {
        turnedAway.increment();
    }

    /** Does the work on a prompt, and measures it. What throws is not counted: no answer came of it. */
    Generation measured(TokenSink sink, Function<TokenSink, Generation> work) {
        long begun = System.nanoTime();
        var heard = new FirstHeard(sink, begun);
        var generation = work.apply(heard);
        whole.record(Duration.ofNanos(System.nanoTime() - begun));
        promptTokens.increment(generation.promptTokens());
        outputTokens.increment(generation.outputTokens());
        return generation;
    }

    /** Notes when the first text comes. */
    private final class FirstHeard implements TokenSink {

        private final TokenSink sink;
        private final long begun;
        private boolean heard;

        private FirstHeard(TokenSink sink, long begun) {
            this.sink = sink;
            this.begun = begun;
        }

        @Override
        public boolean accept(String text) {
            if (!heard) {
                heard = true;
                first.record(Duration.ofNanos(System.nanoTime() - begun));
            }
            return sink.accept(text);
        }
    }
}
