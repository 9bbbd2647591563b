package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks src/test/python/reference.py what transformers and peft make of the same things. */
final class ParityRequest {

    static final String PYTHON = "PITCHPIPE_PARITY_PYTHON";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final ObjectNode request = JSON.createObjectNode();

    /** @param model a Hugging Face folder or a GGUF file */
    ParityRequest(Path folder, Path model, int threads) throws IOException {
        this.folder = Files.createDirectories(folder);
        boolean gguf = Files.isRegularFile(model);
        Path real = model.toRealPath();
        request.put("model", String.valueOf(gguf ? real.getParent() : real));
        if (gguf) {
            request.put("gguf", String.valueOf(real.getFileName()));
        }
        request.put("threads", threads);
    }

    /** Of a chat template alone. */
    ParityRequest(Path folder, String template, String bos, String eos) throws IOException {
        this.folder = Files.createDirectories(folder);
        request.put("template", template).put("bos", bos).put("eos", eos);
    }

    /** What torch calls the numbers that the reference computes in; float32 unless told. */
    ParityRequest dtype(String dtype) {
        request.put("dtype", dtype);
        return this;
    }

    ParityRequest prompts(List<int[]> prompts) {
        ArrayNode list = request.putArray("prompts");
        prompts.forEach(prompt -> numbers(list.addArray(), prompt));
        return this;
    }

    ParityRequest texts(List<String> texts) {
        texts.forEach(request.putArray("texts")::add);
        return this;
    }

    ParityRequest chats(List<Prompt> chats) {
        ArrayNode list = request.putArray("chats");
        for (Prompt chat : chats) {
            ArrayNode turns = list.addArray();
            chat.turns()
                    .forEach(turn -> turns.addObject()
                            .put(
                                    "role",
                                    turn.role() == Prompt.Role.MODEL
                                            ? "assistant"
                                            : turn.role().name().toLowerCase(java.util.Locale.ROOT))
                            .put("content", turn.text()));
        }
        return this;
    }

    /** The adapter that both begin with. */
    ParityRequest adapter(LoraWeights weights) throws IOException {
        Path file = folder.resolve("adapter.safetensors");
        Safetensors.write(file, Adapter.heap(weights.tensors(), ""), Map.of("format", "pt"), FloatFormat.F32);
        request.put("adapter", file.toString())
                .put("rank", weights.settings().rank())
                .put("alpha", weights.settings().alpha());
        weights.settings().targets().forEach(request.putArray("targets")::add);
        return this;
    }

    ParityRequest batches(List<List<EncodedExample>> batches, List<Double> rates) {
        batches(request, batches, rates);
        return this;
    }

    /** A training that {@link ReferenceTurns} does by its name. */
    ParityRequest training(String name, List<List<EncodedExample>> batches, List<Double> rates) {
        batches(request.withObject("workloads").putObject(name), batches, rates);
        return this;
    }

    /** An answer that {@link ReferenceTurns} gives by its name: the first token after the prompt, and this many more. */
    ParityRequest answering(String name, int[] prompt, int tokens) {
        ObjectNode node = request.withObject("workloads").putObject(name).put("tokens", tokens);
        numbers(node.putArray("prompt"), prompt);
        return this;
    }

    private static void batches(ObjectNode to, List<List<EncodedExample>> batches, List<Double> rates) {
        ArrayNode list = to.putArray("batches");
        for (List<EncodedExample> batch : batches) {
            ObjectNode node = list.addObject();
            ArrayNode tokens = node.putArray("tokens");
            ArrayNode learned = node.putArray("learned");
            for (EncodedExample example : batch) {
                numbers(tokens.addArray(), example.tokens());
                ArrayNode flags = learned.addArray();
                for (boolean flag : example.learned()) {
                    flags.add(flag);
                }
            }
        }
        rates.forEach(to.putArray("rates")::add);
    }

    private static void numbers(ArrayNode array, int[] values) {
        for (int value : values) {
            array.add(value);
        }
    }

    JsonNode ask() throws IOException, InterruptedException {
        Path log = folder.resolve("python.log");
        Process process = python(write(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("reference.py failed:\n" + Files.readString(log));
        }
        return JSON.readTree(Files.readAllBytes(folder.resolve("answer.json")));
    }

    /** Loads the model in Python, which then does the named workloads in turns with somebody else. */
    ReferenceTurns turns() throws IOException {
        Path log = folder.resolve("python.log");
        return new ReferenceTurns(
                python(write(), "--turns").redirectError(log.toFile()).start(), log);
    }

    private Path write() throws IOException {
        Path file = folder.resolve("request.json");
        Files.write(file, JSON.writeValueAsBytes(request));
        return file;
    }

    private static ProcessBuilder python(Path request, String answer) {
        return new ProcessBuilder(interpreter(), "src/test/python/reference.py", request.toString(), answer);
    }

    private static String interpreter() {
        @Nullable String python = System.getenv(PYTHON);
        return python == null ? "python3" : python;
    }

    /** Lets transformers write small random checkpoints, one folder per family. */
    static void writeRandomModels(Path folder) throws IOException, InterruptedException {
        python("random_models.py", folder, folder.toString());
    }

    /**
     * Runs a script of src/test/python to its end.
     *
     * @param logs folder for what it prints
     * @throws IllegalStateException with what it printed, when it fails
     */
    static void python(String script, Path logs, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createDirectories(logs).resolve(script + ".log");
        List<String> command = new ArrayList<>(List.of(interpreter(), "src/test/python/" + script));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(script + " failed:\n" + Files.readString(log));
        }
    }

    Safetensors logits() {
        return new Safetensors(folder.resolve("logits.safetensors"));
    }

    /** The batches of a training's first steps, as the trainer makes them. */
    static List<List<EncodedExample>> batches(
            LanguageModel model, List<TrainingPair> pairs, TrainingSettings settings, int steps) {
        List<EncodedExample> examples =
                pairs.stream().map(pair -> EncodedExample.of(model, pair)).toList();
        List<List<EncodedExample>> batches = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            batches.add(Trainer.batch(examples, settings, step));
        }
        return batches;
    }

    static List<Double> rates(LanguageModel model, TrainingSettings settings, int steps, int total) {
        List<Double> rates = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            rates.add(settings.learningRate() * model.info().learningRateScale() * Trainer.schedule(step, total));
        }
        return rates;
    }

    static LoraWeights firstWeights(LanguageModel model, TrainingSettings settings) {
        return LoraWeights.fresh(
                LoraSettings.DEFAULT,
                model.config(),
                model.placement().device(),
                new SplittableRandom(settings.seed()));
    }
}
