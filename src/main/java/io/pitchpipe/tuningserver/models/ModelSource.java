package io.pitchpipe.tuningserver.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody names as a model: a folder of Hugging Face files, also in the cache where their library keeps them, or a GGUF file, whatever it is called. What is something else is named for what it is.
 *
 * @param path where it lies
 * @param name file name that it gets in the models folder
 */
record ModelSource(Path path, String name) {

    private static final Pattern CACHED = Pattern.compile("models--.+?--(?<name>.+)");
    private static final Pattern DIGEST = Pattern.compile("(sha256[-:])?[0-9a-f]{32,64}");
    private static final String GGUF = ".gguf";

    /** @throws FetchException saying what it is, when it is no base model */
    static ModelSource of(Path given) throws IOException {
        Path path = given.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new FetchException(
                    "There is no file or folder " + given + ". To fetch a model, say smollm2 or hf:OWNER/NAME.");
        }
        if (Files.isRegularFile(path)) {
            return file(given, path);
        }
        Path folder = snapshot(path);
        String name = cacheName(folder).orElse(String.valueOf(folder.getFileName()));
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            throw new FetchException(whatElse(given, folder));
        }
        requireShards(folder);
        return new ModelSource(folder, name);
    }

    private static ModelSource file(Path given, Path path) throws IOException {
        String name = String.valueOf(path.getFileName());
        if (name.toLowerCase(Locale.ROOT).endsWith(GGUF)) {
            return new ModelSource(path, name);
        }
        if (name.endsWith(".safetensors")) {
            throw new FetchException(
                    given
                            + " is only the weights. Name the folder that it lies in, with config.json and tokenizer.json beside it.");
        }
        byte[] magic;
        try (InputStream in = Files.newInputStream(path)) {
            magic = in.readNBytes(4);
        }
        if (!new String(magic, StandardCharsets.ISO_8859_1).equals("GGUF")) {
            throw new FetchException(given + " is neither a GGUF file nor a folder with a config.json.");
        }
        // A name by digest, as in a store of blobs, tells nobody anything: the file's own name goes before it.
        return new ModelSource(path, DIGEST.matcher(name).matches() ? "" : name + GGUF);
    }

    /** The folder of files in a place of Hugging Face's cache: its main snapshot, else the only one. */
    private static Path snapshot(Path path) throws IOException {
        Path snapshots = path.endsWith("snapshots") ? path : path.resolve("snapshots");
        if (!CACHED.matcher(String.valueOf(java.util.Objects.requireNonNullElse(snapshots.getParent(), snapshots)
                                .getFileName()))
                        .matches()
                || !Files.isDirectory(snapshots)) {
            return path;
        }
        Path main = snapshots.resolveSibling("refs").resolve("main");
        if (Files.isRegularFile(main)) {
            Path named = snapshots.resolve(Files.readString(main).strip());
            if (Files.isDirectory(named)) {
                return named;
            }
        }
        try (Stream<Path> all = Files.list(snapshots)) {
            List<Path> folders = all.filter(Files::isDirectory).toList();
            if (folders.size() == 1) {
                return folders.getFirst();
            }
        }
        throw new FetchException(
                path + " holds several snapshots or none. Name one of the folders in " + snapshots + ".");
    }

    private static Optional<String> cacheName(Path folder) {
        Path snapshots = folder.getParent();
        Path model = snapshots == null || !snapshots.endsWith("snapshots") ? null : snapshots.getParent();
        if (model == null) {
            return Optional.empty();
        }
        var matcher = CACHED.matcher(String.valueOf(model.getFileName()));
        return matcher.matches() ? Optional.of(matcher.group("name")) : Optional.empty();
    }

    private static String whatElse(Path given, Path folder) throws IOException {
        Path adapter = folder.resolve("adapter_config.json");
        if (Files.isRegularFile(adapter)) {
            String base = json(adapter).path("base_model_name_or_path").asString("");
            return given + " is an adapter (LoRA, PEFT), not a base model"
                    + (base.isEmpty() ? "" : "; it was made for " + base)
                    + ". Add the base itself, or the model that merging the two gives (merge_and_unload of peft).";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> ggufs = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(GGUF))
                    .sorted()
                    .toList();
            if (!ggufs.isEmpty()) {
                return given + " is a folder of GGUF files. Name one of them: " + String.join(", ", ggufs) + ".";
            }
        }
        return given + " is neither a GGUF file nor a folder with a config.json.";
    }

    /** The parts that the index of a model in several files names, each of them. */
    private static void requireShards(Path folder) throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        var missing = new TreeSet<String>();
        if (Files.isRegularFile(index)) {
            json(index).path("weight_map").forEach(file -> {
                if (!Files.isRegularFile(folder.resolve(file.asString("")))) {
                    missing.add(file.asString(""));
                }
            });
        }
        if (!missing.isEmpty()) {
            throw new FetchException("The model is in several files, and %s %s missing from %s."
                    .formatted(String.join(", ", missing), missing.size() == 1 ? "is" : "are", folder));
        }
        var others = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".safetensors")) {
                    return;
                }
                if (name.matches("(pytorch_model.*\\.bin|.*\\.pth?|tf_model\\.h5|flax_model\\.msgpack)")) {
                    others.add(name);
                }
            }
        }
        if (!others.isEmpty()) {
            throw new FetchException(
                    "The model's weights are in %s; the engine reads *.safetensors only. Convert it (save_pretrained of transformers writes them), or take a GGUF file."
                            .formatted(others.getFirst()));
        }
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new FetchException(file.getFileName() + " is not JSON.", e);
        }
    }
}
