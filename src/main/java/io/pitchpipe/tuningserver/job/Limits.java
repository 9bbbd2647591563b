package io.pitchpipe.tuningserver.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documented limits of the API, and those that it leaves open and this server sets (see docs/api.md). Characters are Unicode code points. */
public final class Limits {

    /** Characters of an example's input, and of a prompt to a tuned model (tuning guide). */
    public static final int MAX_INPUT = 40_000;

    /** Characters of an example's output (tuning guide). */
    public static final int MAX_OUTPUT = 5_000;

    /** UTF-8 bytes of all inputs and outputs together: the guide's 4 MB, read as 4 MiB. */
    public static final long MAX_SET_BYTES = 4L * 1024 * 1024;

    /** Examples that can be held out of a training: ours; each epoch ends with all of them. */
    public static final int MAX_HELD_OUT = 500;

    /** UTF-8 bytes of all held-out inputs and outputs together: ours, a quarter of the training data's. */
    public static final long MAX_HELD_OUT_BYTES = MAX_SET_BYTES / 4;

    /** Characters of a display name (API reference). */
    public static final int MAX_DISPLAY_NAME = 40;

    /** Characters of a description: ours. */
    public static final int MAX_DESCRIPTION = 10_000;

    /** Projects that a model can be shared with: ours. */
    public static final int MAX_READERS = 1_000;

    /** Passes over the data: ours. */
    public static final int MAX_EPOCHS = 1_000;

    /** Examples per step: ours; each step is held in memory at once. */
    public static final int MAX_BATCH = 256;

    /** Steps of a training: ours; each is a snapshot that every answer lists. */
    public static final int MAX_STEPS = 100_000;

    /** Where the defaults for large sets begin. The reference says "depending on the number of examples" and no number: ours. */
    public static final int LARGE_SET = 1_000;

    /**
     * What is taken where a caller says nothing (API reference, by version; which of two values belongs to which size is ours: the first to the smaller).
     *
     * @param epochs passes over the data
     * @param batch examples per step
     * @param rate step width
     */
    private record Defaults(int epochs, int batch, float rate) {

        private static final Defaults SMALL = new Defaults(5, 4, 0.001f);
        private static final Defaults LARGE = new Defaults(5, 16, 0.0002f);
        private static final Defaults PALM_SMALL = new Defaults(10, 16, 0.0002f);
        private static final Defaults PALM_LARGE = new Defaults(10, 64, 0.002f);

        private static Defaults of(String apiVersion, int examples) {
            boolean large = examples >= LARGE_SET;
            return apiVersion.equals("v1beta3") ? large ? PALM_LARGE : PALM_SMALL : large ? LARGE : SMALL;
        }
    }

    /**
     * A set of examples in a request.
     *
     * @param at its field
     * @param name what people call it
     * @param prefix of a sentence about one of its examples
     * @param maxBytes UTF-8 bytes of all its inputs and outputs together
     * @param ifEmpty a further sentence where it holds nothing, with a space before it; may be empty
     */
    record Data(String at, String name, String prefix, long maxBytes, String ifEmpty) {

        /** The field of an example, counted from 1. */
        String field(int example) {
            return at + ".examples.examples[" + (example - 1) + "]";
        }
    }

    /** What callers of newer SDKs have to know: they hand the examples over, and the SDK does not send them. */
    public static final String DROPPED =
            "Google's newer SDKs drop inline examples before they send the request: com.google.genai after 1.24 and @google/genai after 1.25 do. Use those versions, or send the request yourself with tuning_task.training_data.examples.examples.";

    static final Data TRAINING_DATA =
            new Data("tuned_model.tuning_task.training_data", "training data", "", MAX_SET_BYTES, " " + DROPPED);

    static final Data VALIDATION_DATA = new Data(
            "tuned_model.tuning_task.validation.data",
            "validation data",
            "In the validation data: ",
            MAX_HELD_OUT_BYTES,
            "");

    private Limits() {}

    static void checkTexts(@Nullable String displayName, @Nullable String description) {
        if (displayName != null && length(displayName) > MAX_DISPLAY_NAME) {
            throw Refusal.invalid(
                    "tuned_model.display_name",
                    "The display name has %d characters, more than the %d it may have."
                            .formatted(length(displayName), MAX_DISPLAY_NAME));
        }
        if (description != null && length(description) > MAX_DESCRIPTION) {
            throw Refusal.invalid(
                    "tuned_model.description",
                    "The description has %d characters, more than the %d it may have."
                            .formatted(length(description), MAX_DESCRIPTION));
        }
    }

    static void checkSampling(@Nullable Float temperature, @Nullable Float topP, @Nullable Integer topK) {
        if (temperature != null && !(temperature >= 0 && temperature <= 1)) {
            throw Refusal.invalid("tuned_model.temperature", "temperature must be in the range [0.0, 1.0].");
        }
        if (topP != null && !(topP >= 0 && topP <= 1)) {
            throw Refusal.invalid("tuned_model.top_p", "top_p must be in the range [0.0, 1.0].");
        }
        if (topK != null && topK < 0) {
            throw Refusal.invalid("tuned_model.top_k", "top_k must not be negative.");
        }
    }

    static void checkReaders(@Nullable List<?> readers) {
        if (readers != null && readers.size() > MAX_READERS) {
            throw Refusal.invalid(
                    "tuned_model.reader_project_numbers",
                    "A model can be shared with at most %d projects.".formatted(MAX_READERS));
        }
    }

    static void checkPairs(List<Example> pairs) {
        checkPairs(pairs, TRAINING_DATA);
    }

    static void checkValidation(@Nullable ValidationWish wish) {
        if (wish == null) {
            return;
        }
        if (wish.patience() < 0 || wish.patience() > MAX_EPOCHS) {
            throw Refusal.invalid(
                    "tuned_model.tuning_task.validation.patience",
                    "patience must be between 0 and " + MAX_EPOCHS + ".");
        }
        if (wish.pairs().size() > MAX_HELD_OUT) {
            throw Refusal.invalid(
                    VALIDATION_DATA.at(),
                    "The validation data has %d examples, more than the %d it may have."
                            .formatted(wish.pairs().size(), MAX_HELD_OUT));
        }
        checkPairs(wish.pairs(), VALIDATION_DATA);
    }

    /** Examples whose tokens are to be counted: at least one, and together no larger than a training's. */
    static void checkCounted(List<Example> examples) {
        if (examples.isEmpty()) {
            throw Refusal.invalid("examples", "There must be at least one example to count.");
        }
        long bytes = examples.stream()
                .mapToLong(each -> each.input().getBytes(StandardCharsets.UTF_8).length
                        + each.output().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MAX_SET_BYTES) {
            throw Refusal.invalid(
                    "examples",
                    "The examples have %d bytes of text, more than the %d that are counted at once."
                            .formatted(bytes, MAX_SET_BYTES));
        }
    }

    private static void checkPairs(List<Example> pairs, Data data) {
        if (pairs.isEmpty()) {
            throw Refusal.invalid(
                    data.at(), "The %s must have at least one example.%s".formatted(data.name(), data.ifEmpty()));
        }
        long bytes = 0;
        for (int i = 0; i < pairs.size(); i++) {
            var field = data.field(i + 1) + ".";
            var pair = pairs.get(i);
            checkPart(field + "text_input", data.prefix() + "The input", i + 1, pair.input(), MAX_INPUT);
            checkPart(field + "output", data.prefix() + "The output", i + 1, pair.output(), MAX_OUTPUT);
            bytes += pair.input().getBytes(StandardCharsets.UTF_8).length
                    + pair.output().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > data.maxBytes()) {
            throw Refusal.invalid(
                    data.at(),
                    "The %s has %d bytes of text, more than the %d it may have."
                            .formatted(data.name(), bytes, data.maxBytes()));
        }
    }

    private static void checkPart(String field, String what, int example, String text, int limit) {
        if (text.isEmpty()) {
            throw Refusal.invalid(field, "%s of example %d is empty.".formatted(what, example));
        }
        int length = length(text);
        if (length > limit) {
            throw Refusal.invalid(
                    field,
                    "%s of example %d has %d characters, more than the %d it may have."
                            .formatted(what, example, length, limit));
        }
    }

    static Hyperparameters hyperparameters(NewTuning wish) {
        var at = "tuned_model.tuning_task.hyperparameters.";
        var usual = Defaults.of(wish.apiVersion(), wish.pairs().size());
        int epochs = wish.epochCount() == null ? usual.epochs() : wish.epochCount();
        int batch = wish.batchSize() == null ? usual.batch() : wish.batchSize();
        if (epochs < 1 || epochs > MAX_EPOCHS) {
            throw Refusal.invalid(at + "epoch_count", "epoch_count must be between 1 and " + MAX_EPOCHS + ".");
        }
        if (batch < 1 || batch > MAX_BATCH) {
            throw Refusal.invalid(at + "batch_size", "batch_size must be between 1 and " + MAX_BATCH + ".");
        }
        float rate = rate(at, wish, usual.rate());
        long steps = Math.ceilDiv((long) wish.pairs().size() * epochs, batch);
        if (steps > MAX_STEPS) {
            throw Refusal.invalid(
                    at + "epoch_count",
                    "The training would have %d steps, more than the %d it may have: take fewer epochs or a larger batch."
                            .formatted(steps, MAX_STEPS));
        }
        return new Hyperparameters(epochs, batch, rate);
    }

    private static float rate(String at, NewTuning wish, float usual) {
        if (wish.learningRate() != null) {
            return positive(at + "learning_rate", "learning_rate", wish.learningRate(), wish.learningRate());
        }
        if (wish.learningRateMultiplier() != null) {
            return positive(
                    at + "learning_rate_multiplier",
                    "learning_rate_multiplier",
                    wish.learningRateMultiplier(),
                    wish.learningRateMultiplier() * usual);
        }
        return usual;
    }

    private static float positive(String field, String what, float given, float effective) {
        if (!(given > 0) || !(effective > 0) || !Float.isFinite(effective)) {
            throw Refusal.invalid(field, what + " must be a positive number.");
        }
        return effective;
    }

    /** Characters as the limits count them. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
