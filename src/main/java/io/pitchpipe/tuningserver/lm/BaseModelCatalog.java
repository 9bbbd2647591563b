package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The base models of a machine: those in the models folder, and the bundled demo base. The folder is looked at anew on every call, so that a model dropped in
 * appears; what a file says of itself is remembered until the file changes. Safe for many threads.
 */
public final class BaseModelCatalog {

    /** Name of the bundled demo base. */
    public static final String DEMO = "models/pitchpipe-demo";

    private static final String BUNDLED = "/models/pitchpipe-demo/";
    private static final List<String> BUNDLED_FILES = List.of("config.json", "pitchpipe.json", "model.safetensors");
    private static final double DEFAULT_TEMPERATURE = 0.7;
    private static final double DEFAULT_TOP_P = 0.95;
    private static final int DEFAULT_TOP_K = 40;
    private static final double MAX_TEMPERATURE = 2;
    private static final int DEFAULT_OUTPUT_LIMIT = 2048;

    private final Path folder;
    private final Placement placement;
    private final TrainingRoom room;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** What a look at a model's files came to, and the state of the files then. */
    private record Seen(
            List<FileTime> state,
            @Nullable BaseModelInfo info,
            @Nullable String fault) {}

    /** As {@link #BaseModelCatalog(Path, Placement, TrainingRoom)}, with the JVM's own placement and half of the machine's memory. */
    public BaseModelCatalog(Path folder) {
        this(folder, Placement.standard(), TrainingRoom.standard());
    }

    /**
     * @param folder the models folder; it may be missing
     * @param placement of the models that it opens
     * @param room what a training may take
     */
    public BaseModelCatalog(Path folder, Placement placement, TrainingRoom room) {
        this.folder = folder;
        this.placement = placement;
        this.room = room;
    }

    /** All usable base models by name, the demo base last. Unusable files are left out; {@link #unreadable()} names them. */
    public List<BaseModelInfo> list() {
        List<BaseModelInfo> list = new ArrayList<>();
        candidates().forEach((name, path) -> {
            BaseModelInfo info = look(name, path).info();
            if (info != null) {
                list.add(info);
            }
        });
        demoFolder().ifPresent(demo -> list.add(info(DEMO, new HuggingFaceFolder(demo), placement.precision(), room)));
        return List.copyOf(list);
    }

    /** What lies in the folder and cannot be used, with the reason. */
    public List<UnreadableModel> unreadable() {
        List<UnreadableModel> list = new ArrayList<>();
        candidates().forEach((name, path) -> {
            String fault = look(name, path).fault();
            if (fault != null) {
                list.add(new UnreadableModel(String.valueOf(path.getFileName()), fault));
            }
        });
        return List.copyOf(list);
    }

    private Seen look(String name, Path path) {
        List<FileTime> state = state(path);
        Seen before = seen.get(path);
        if (before != null && before.state().equals(state)) {
            return before;
        }
        Seen now;
        try {
            now = new Seen(state, info(name, files(path), placement.precision(), room), null);
        } catch (UnreadableModelException e) {
            now = new Seen(state, null, String.valueOf(e.getMessage()));
        }
        seen.put(path, now);
        return now;
    }

    /** When the files that describe a model were last written. */
    private static List<FileTime> state(Path path) {
        Path beside = path.resolveSibling(path.getFileName() + "." + Sidecar.FILE);
        return Stream.of(path, beside, path.resolve(HuggingFaceFolder.CONFIG), path.resolve(Sidecar.FILE))
                .map(BaseModelCatalog::time)
                .toList();
    }

    private static FileTime time(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** The base model of this name ({@code models/…}). */
    public Optional<BaseModelInfo> find(String name) {
        return list().stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /**
     * Loads the weights. The caller closes the model and keeps at most one of each open.
     *
     * @param name {@code models/…}
     * @throws NoSuchElementException when there is none of this name
     * @throws UnreadableModelException when its files are damaged
     * @throws EngineUnavailableException when this platform has no native library
     */
    public LanguageModel open(String name) {
        Path path = name.equals(DEMO) ? demoFolder().orElse(null) : candidates().get(name);
        if (path == null) {
            throw new NoSuchElementException("There is no base model " + name);
        }
        return open(name, path, placement, room);
    }

    /**
     * Loads a model from wherever it lies.
     *
     * @param name that it is given, {@code models/…}
     * @param path a Hugging Face folder or a GGUF file
     * @throws UnreadableModelException when its files are damaged
     * @throws EngineUnavailableException when this platform has no native library
     */
    public static LanguageModel open(String name, Path path) {
        return open(name, path, Placement.standard(), TrainingRoom.standard());
    }

    /**
     * What a model's files say of it; the weights are not loaded.
     *
     * @param name that it is given, {@code models/…}
     * @param path a Hugging Face folder or a GGUF file
     * @throws UnreadableModelException when its description is damaged, or of a kind that the engine does not know
     */
    public static BaseModelInfo describe(String name, Path path) {
        return info(name, files(path), Precision.FLOAT32, TrainingRoom.standard());
    }

    /** As {@link #open(String, Path)}, to a placement of choice. */
    public static LanguageModel open(String name, Path path, Placement placement) {
        return open(name, path, placement, TrainingRoom.standard());
    }

    /** As {@link #open(String, Path)}, to a placement of choice, for trainings that may take so much. */
    public static LanguageModel open(String name, Path path, Placement placement, TrainingRoom room) {
        Engine.require();
        ModelFiles files = files(path);
        BaseModelInfo info = info(name, files, placement.precision(), room);
        Tokenizer tokenizer = files.tokenizer();
        try (WeightSource weights = files.weights()) {
            return new LanguageModel(
                    info, LanguageModel.load(files.config(), weights, placement), tokenizer, files.template());
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static ModelFiles files(Path path) {
        return Files.isDirectory(path) ? new HuggingFaceFolder(path) : new GgufModel(path);
    }

    /** Folders with a config.json and files that end in .gguf, by the name they appear under. */
    private Map<String, Path> candidates() {
        Map<String, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> stream = Files.list(folder)) {
            stream.sorted().forEach(path -> {
                String file = String.valueOf(path.getFileName());
                boolean gguf = file.toLowerCase(Locale.ROOT).endsWith(".gguf") && Files.isRegularFile(path);
                if (gguf || Files.isRegularFile(path.resolve(HuggingFaceFolder.CONFIG))) {
                    found.putIfAbsent(
                            "models/" + slug(gguf ? file.substring(0, file.length() - ".gguf".length()) : file), path);
                }
            });
        } catch (IOException e) {
            throw new UnreadableModelException("The models folder cannot be read.", e);
        }
        found.remove(DEMO);
        return found;
    }

    /** A file's name in the letters that names of resources have. */
    private static String slug(String file) {
        String slug =
                file.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return slug.isEmpty() ? "model" : slug;
    }

    private static BaseModelInfo info(String name, ModelFiles files, Precision precision, TrainingRoom room) {
        Sidecar sidecar = files.sidecar();
        Map<String, String> metadata = files.metadata();
        int context = files.config().context();
        int inputs = Math.clamp(or(sidecar.inputTokenLimit(), context), 1, context);
        String given = metadata.getOrDefault("name", name.substring("models/".length()));
        return new BaseModelInfo(
                name,
                or(sidecar.displayName(), given),
                or(
                        sidecar.description(),
                        "A base model from the models folder, %,d parameters."
                                .formatted(files.config().parameterCount())),
                or(sidecar.version(), metadata.getOrDefault("version", "1")),
                inputs,
                Math.clamp(or(sidecar.outputTokenLimit(), DEFAULT_OUTPUT_LIMIT), 1, context),
                DEFAULT_TEMPERATURE,
                DEFAULT_TOP_P,
                DEFAULT_TOP_K,
                MAX_TEMPERATURE,
                files.config().parameterCount(),
                sidecar.demo(),
                or(sidecar.licence(), metadata.getOrDefault("licence", "unknown")),
                or(sidecar.learningRateScale(), 1.0),
                files.template().words(files.templateKnown()),
                or(sidecar.notes(), ""),
                room.limit(files.config(), precision, inputs));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** The bundled demo base as files, copied out of the jar once per process. */
    private static Optional<Path> demoFolder() {
        return Demo.FOLDER;
    }

    private static final class Demo {

        static final Optional<Path> FOLDER = unpack();

        private Demo() {}

        private static Optional<Path> unpack() {
            try {
                Path folder = Files.createTempDirectory("pitchpipe-demo-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                for (String file : BUNDLED_FILES) {
                    try (InputStream in = BaseModelCatalog.class.getResourceAsStream(BUNDLED + file)) {
                        if (in == null) {
                            return Optional.empty();
                        }
                        Files.copy(in, folder.resolve(file));
                    }
                }
                return Optional.of(folder);
            } catch (IOException e) {
                throw new UnreadableModelException(
                        "The bundled demo base cannot be unpacked into the temporary folder.", e);
            }
        }

        private static void delete(Path folder) {
            try {
                for (String file : BUNDLED_FILES) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // A few megabytes stay in the temporary folder.
            }
        }
    }
}
