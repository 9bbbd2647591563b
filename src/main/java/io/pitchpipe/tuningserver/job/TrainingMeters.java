package io.pitchpipe.tuningserver.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is counted of trainings. All of it is of this process, since its start. */
@Component
class TrainingMeters {

    /** How a training ended. */
    enum Outcome {
        ACTIVE,
        CANCELLED,
        FAILED
    }

    /** Why a training failed. */
    enum Failure {
        /** Its loss exploded, or was no number. */
        DIVERGED(OperationError.INVALID_ARGUMENT),
        /** An example does not fit the base. */
        TOO_LONG(OperationError.INVALID_ARGUMENT),
        /** The engine, the base model or the training data is not usable. */
        ENGINE(OperationError.UNAVAILABLE),
        /** Its project's minutes were used up when its turn came. */
        QUOTA(OperationError.RESOURCE_EXHAUSTED),
        /** There was no room for it on the disk when its turn came. */
        DISK_FULL(OperationError.RESOURCE_EXHAUSTED),
        /** The disk refused to save it. */
        DISK(OperationError.INTERNAL),
        /** What nobody foresaw; the log has it. */
        UNEXPECTED(OperationError.INTERNAL);

        private final int code;

        Failure(int code) {
            this.code = code;
        }

        /** What its operation ends with. */
        OperationError error(@Nullable String message) {
            return new OperationError(code, message == null ? "The training failed." : message);
        }
    }

    private final Map<Outcome, Counter> ended = new EnumMap<>(Outcome.class);
    private final Map<Failure, Counter> failed = new EnumMap<>(Failure.class);
    private final Counter asked;
    private final Counter tokens;
    private final Timer steps;

    /** Every series is there from the start, at 0: an alert on a rate sees the first one, too. */
    TrainingMeters(MeterRegistry registry) {
        for (var outcome : Outcome.values()) {
            ended.put(
                    outcome,
                    Counter.builder("pitchpipe.trainings.ended")
                            .description("Trainings that came to an end, by how")
                            .tag("outcome", word(outcome))
                            .register(registry));
        }
        for (var failure : Failure.values()) {
            failed.put(
                    failure,
                    Counter.builder("pitchpipe.training.failures")
                            .description("Trainings that failed, by why")
                            .tag("kind", word(failure))
                            .register(registry));
        }
        asked = Counter.builder("pitchpipe.trainings.asked")
                .description("Trainings that were asked for and queued")
                .register(registry);
        tokens = Counter.builder("pitchpipe.training.tokens")
                .description("Tokens that training steps worked through, inputs and outputs, without validation")
                .register(registry);
        steps = Timer.builder("pitchpipe.training.step")
                .description("Time of one training step")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    void asked() {
        asked.increment();
    }

    void step(long tokens, Duration took) {
        this.tokens.increment(tokens);
        steps.record(took);
    }

    void ended(Outcome outcome) {
        counter(ended, outcome).increment();
    }

    /** Beside {@link #ended}. */
    void failed(Failure why) {
        counter(failed, why).increment();
    }

    private static <E extends Enum<E>> Counter counter(Map<E, Counter> counters, E of) {
        return Objects.requireNonNull(counters.get(of));
    }
}
