package io.pitchpipe.tuningserver.lm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.bytedeco.pytorch.Tensor;

/** An opened base model: its weights and tokenizer. One instance serves any number of adapters and threads at once; closing waits for those at work. */
public final class LanguageModel implements AutoCloseable {

    /** Characters that a token stands for at most, on the average over a text that fills the context; those of languages stand for two to five. */
    private static final int CHARACTERS_PER_TOKEN = 16;

    /** What is always tokenized: the longest prompt and example that the API takes. */
    private static final int MIN_CHARACTERS = 40_000;

    /** What is never tokenized, however large the context is. */
    private static final int MAX_CHARACTERS = 2_000_000;

    private final BaseModelInfo info;
    private final Transformer transformer;
    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    LanguageModel(BaseModelInfo info, Transformer transformer, Tokenizer tokenizer, ChatTemplate template) {
        this.info = info;
        this.transformer = transformer;
        this.tokenizer = tokenizer;
        this.template = template;
        // A model whose tokenizer cannot end an answer is found out when it is opened, not in an answer.
        template.endOfTurn(tokenizer);
    }

    /** Loads a model's weights, all of them checked against its shape. */
    static Transformer load(ModelConfig config, WeightSource source, Placement placement) {
        Engine.require();
        Engine.useThreadsFor(config.parameterCount());
        Map<String, Tensor> weights = new HashMap<>();
        try {
            Transformer.forEachWeight(
                    config, (name, shape) -> weights.put(name, tensor(source, name, shape, placement)));
            source.names().stream()
                    .filter(name -> name.endsWith(".bias"))
                    .forEach(name -> weights.put(name, tensor(source, name, source.shape(name), placement)));
            return new Transformer(config, weights, placement);
        } catch (RuntimeException e) {
            weights.values().forEach(Native::free);
            throw e;
        }
    }

    private static Tensor tensor(WeightSource source, String name, long[] expected, Placement placement) {
        if (!source.names().contains(name)) {
            throw new UnreadableModelException("The model lacks the tensor " + name + ".");
        }
        long[] shape = source.shape(name);
        if (!java.util.Arrays.equals(shape, expected)) {
            throw new UnreadableModelException("The tensor %s has the shape %s where the configuration asks for %s."
                    .formatted(name, java.util.Arrays.toString(shape), java.util.Arrays.toString(expected)));
        }
        try (Native scope = Native.scope()) {
            Tensor floats = Native.floats(shape);
            Native.fill(floats, memory -> source.read(name, memory));
            // Norms are few and small, and their weights are near one, where bf16 has steps of a 128th.
            boolean norm = name.endsWith("norm.weight");
            Placement own = norm ? new Placement(placement.device(), Precision.FLOAT32) : placement;
            return Native.keep(own.weight(floats));
        }
    }

    /** What is known of it. */
    public BaseModelInfo info() {
        return info;
    }

    /** Tokens of a text alone, without the chat template. */
    public int countTokens(String text) {
        return tokenizer.encode(text).length;
    }

    /** Tokens that the model would be given for this chat, the chat template's included. @param turns one or more, the last by whomever */
    public int countTokens(List<Prompt.Turn> turns) {
        return promptTokens(turns).length;
    }

    /**
     * Tokens of a chat up to where the answer begins.
     *
     * @throws PromptTooLongException when its text is longer than the context could hold: it is not even tokenized, which takes time and memory in proportion to the text
     */
    int[] promptTokens(List<Prompt.Turn> turns) {
        checkLength(turns.stream().mapToLong(turn -> turn.text().length()).sum());
        return template.prompt(tokenizer, turns);
    }

    /** Tokens of an answer to learn, as {@link #promptTokens}. */
    int[] answerTokens(String text) {
        checkLength(text.length());
        return template.answer(tokenizer, text);
    }

    private void checkLength(long characters) {
        long most =
                Math.min(MAX_CHARACTERS, Math.max(MIN_CHARACTERS, (long) CHARACTERS_PER_TOKEN * config().context()));
        if (characters > most) {
            throw PromptTooLongException.ofCharacters(characters, most, config().context());
        }
    }

    /** Native memory that the weights hold, in bytes. */
    public long bytes() {
        try (Use use = use()) {
            return use.transformer().weights().values().stream()
                    .mapToLong(Tensor::nbytes)
                    .sum();
        }
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    ChatTemplate template() {
        return template;
    }

    Placement placement() {
        return transformer.placement();
    }

    ModelConfig config() {
        return transformer.config();
    }

    /** The weights, for as long as the use is open. */
    Use use() {
        lock.readLock().lock();
        if (closed) {
            lock.readLock().unlock();
            throw new IllegalStateException("The model " + info.name() + " is closed");
        }
        Engine.useThreadsFor(info.parameterCount());
        return new Use(transformer, lock.readLock()::unlock);
    }

    /** An open use. */
    record Use(Transformer transformer, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** Frees the weights, once nobody uses them. Closing twice is harmless. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                transformer.close();
                tokenizer.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
