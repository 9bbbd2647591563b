package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import io.pitchpipe.tuningserver.lm.Prompt;
import io.pitchpipe.tuningserver.lm.PromptTooLongException;
import io.pitchpipe.tuningserver.lm.SamplingSettings;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers prompts, a few at once; the others wait in order, and when too many wait they are told so. */
@Service
public class Answers {

    private final ModelAccess access;
    private final BaseModels bases;
    private final TuningEngine engine;
    private final ModelFiles files;
    private final RandomGenerator random;
    private final Turns turns;

    /** Counting has turns of its own: callers count before they ask, and would wait for others' answers. */
    private final Turns counts;

    private final boolean strict;
    private final AnswerMeters meters;

    Answers(
            ModelAccess access,
            BaseModels bases,
            TuningEngine engine,
            ModelFiles files,
            RandomGenerator random,
            ServerSettings settings,
            AnswerMeters meters) {
        this.access = access;
        this.bases = bases;
        this.engine = engine;
        this.files = files;
        this.random = random;
        this.turns = new Turns(settings.generations(), meters);
        this.counts = new Turns(settings.generations(), meters);
        this.strict = settings.strictPrompts();
        this.meters = meters;
    }

    /** A model that can be prompted: what {@link #tuned} and {@link #base} found. */
    public static final class Target {

        private final String name;
        private final BaseModel base;
        private final @Nullable Path adapter;
        private final float temperature;
        private final float topP;
        private final int topK;

        private Target(String name, BaseModel base, @Nullable Path adapter, float temperature, float topP, int topK) {
            this.name = name;
            this.base = base;
            this.adapter = adapter;
            this.temperature = temperature;
            this.topP = topP;
            this.topK = topK;
        }

        /** Its resource name. */
        public String name() {
            return name;
        }

        /** Whether it is a tuned one. */
        public boolean isTuned() {
            return adapter != null;
        }
    }

    /**
     * A tuned model that a caller may prompt.
     *
     * @throws Refusal if there is none, the caller may not, it is not ACTIVE, or its base is gone
     */
    public Target tuned(Caller caller, String id) {
        var model = access.require(caller, id, Role.READER).model();
        if (model.state() != ModelState.ACTIVE) {
            throw Refusal.of(
                    Refusal.Kind.NOT_READY,
                    model.state() == ModelState.CREATING
                            ? "Tuned model " + model.id().name()
                                    + " is still being created. Wait until its state is ACTIVE."
                            : "Tuned model " + model.id().name() + " failed to be created and cannot answer.");
        }
        var base = bases.find(model.baseModel())
                .orElseThrow(() -> Refusal.of(
                        Refusal.Kind.NOT_READY,
                        "Its base model " + model.baseModel() + " is no longer on this server."));
        return new Target(
                model.id().name(), base.base(), files.tuned(model), model.temperature(), model.topP(), model.topK());
    }

    /**
     * A base model.
     *
     * @throws Refusal if there is none
     */
    public Target base(String name, String apiVersion) {
        var base = bases.find(name)
                .orElseThrow(
                        () -> Refusal.of(
                                Refusal.Kind.NOT_FOUND,
                                name + " is not found for API version " + apiVersion
                                        + ", or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods."))
                .base();
        return new Target(base.name(), base, null, base.temperature(), base.topP(), base.topK());
    }

    /**
     * Answers on the calling thread.
     *
     * @return the whole answer; {@code ABORTED} when its audience left
     * @throws Refusal if the prompt or the wish cannot be met, or too much is going on
     */
    public Answer answer(Target target, Question question, AnswerWish wish, Audience audience) {
        check(target, question);
        var settings = settings(target, wish);
        return turns.take(() -> guarded(question, () -> {
            if (!audience.present()) {
                return new Answer("", 0, 0, Answer.Ending.ABORTED);
            }
            var generation = meters.measured(
                    audience::hear,
                    sink -> engine.generate(
                            target.base.name(), target.adapter, new Prompt(turns(question.turns())), settings, sink));
            return new Answer(
                    generation.text(),
                    generation.promptTokens(),
                    generation.outputTokens(),
                    Answer.Ending.valueOf(generation.finishReason().name()));
        }));
    }

    /**
     * Counts the tokens of a prompt, the chat template's included; also of a chat that ends with an answer, as clients count their history.
     *
     * @throws Refusal if there is nothing to count, or it is too long
     */
    public int countTokens(Target target, Question question) {
        checkSize(target, question);
        return counts.take(() ->
                guarded(question, () -> engine.countTokens(target.base.name(), turns(question.turns()))));
    }

    private void check(Target target, Question question) {
        checkSize(target, question);
        if (question.turns().getLast().role() != Turn.Role.USER) {
            throw Refusal.invalid(question.field(), question.field() + " must end with a turn of the user.");
        }
    }

    private void checkSize(Target target, Question question) {
        var prompt = question.turns();
        var field = question.field();
        if (prompt.isEmpty()) {
            throw Refusal.invalid(field, field + " must not be empty.");
        }
        if (prompt.getLast().text().isEmpty()) {
            throw Refusal.invalid(field, "The last turn has no text.");
        }
        if (!target.isTuned()) {
            return;
        }
        if (strict && prompt.stream().anyMatch(turn -> turn.role() == Turn.Role.SYSTEM)) {
            throw Refusal.invalid("system_instruction", "Developer instruction is not enabled for " + target.name());
        }
        if (strict && prompt.size() > 1) {
            throw Refusal.invalid(field, "Multiturn chat is not enabled for " + target.name());
        }
        int length =
                prompt.stream().mapToInt(turn -> Limits.length(turn.text())).sum();
        if (length > Limits.MAX_INPUT) {
            throw Refusal.invalid(
                    field,
                    "The prompt has %d characters, more than the %d that a tuned model takes."
                            .formatted(length, Limits.MAX_INPUT));
        }
    }

    private SamplingSettings settings(Target target, AnswerWish wish) {
        float temperature = wish.temperature() == null ? target.temperature : wish.temperature();
        float topP = wish.topP() == null ? target.topP : wish.topP();
        int topK = wish.topK() == null ? target.topK : wish.topK();
        int tokens = wish.maxOutputTokens() == null ? target.base.outputTokenLimit() : wish.maxOutputTokens();
        if (!(temperature >= 0 && temperature <= target.base.maxTemperature())) {
            throw Refusal.invalid(
                    wish.at() + "temperature",
                    "temperature must be in the range [0.0, %s].".formatted(target.base.maxTemperature()));
        }
        if (!(topP >= 0 && topP <= 1)) {
            throw Refusal.invalid(wish.at() + "top_p", "top_p must be in the range [0.0, 1.0].");
        }
        if (topK < 0) {
            throw Refusal.invalid(wish.at() + "top_k", "top_k must not be negative.");
        }
        if (tokens < 1) {
            throw Refusal.invalid(wish.at() + "max_output_tokens", "max_output_tokens must be positive.");
        }
        if (wish.stopSequences().size() > AnswerWish.MAX_STOP_SEQUENCES
                || wish.stopSequences().stream().anyMatch(String::isEmpty)) {
            throw Refusal.invalid(
                    wish.at() + "stop_sequences",
                    "stop_sequences are at most " + AnswerWish.MAX_STOP_SEQUENCES + ", and none is empty.");
        }
        // topP 0 leaves the likeliest token alone, which is what greedy means; topK 0 stands for no limit.
        return new SamplingSettings(
                topP == 0 ? 0 : temperature,
                topP == 0 ? 1 : topP,
                topK == 0 ? Integer.MAX_VALUE : topK,
                Math.min(tokens, target.base.outputTokenLimit()),
                wish.stopSequences(),
                wish.seed() == null ? random.nextLong() : wish.seed());
    }

    private static List<Prompt.Turn> turns(List<Turn> turns) {
        return turns.stream()
                .map(turn -> new Prompt.Turn(Prompt.Role.valueOf(turn.role().name()), turn.text()))
                .toList();
    }

    private static <T> T guarded(Question question, Supplier<T> work) {
        try {
            return work.get();
        } catch (PromptTooLongException tooLong) {
            throw Refusal.invalid(
                    question.field(),
                    tooLong.tokens() == 0
                            ? String.valueOf(tooLong.getMessage())
                            : "The input token count (%d) exceeds the maximum number of tokens allowed (%d)."
                                    .formatted(tooLong.tokens(), tooLong.limit()));
        } catch (EngineUnavailableException | UnreadableModelException | NoSuchElementException cannot) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "The model cannot be used: " + cannot.getMessage());
        }
    }
}
