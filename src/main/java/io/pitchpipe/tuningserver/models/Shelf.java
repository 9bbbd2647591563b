package io.pitchpipe.tuningserver.models;

import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import io.pitchpipe.tuningserver.lm.LanguageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The models folder. What is put on it is opened first, beside it, and then moved in: a running server never sees half a model. */
final class Shelf {

    private final Path models;

    Shelf(Path models) {
        this.models = models;
    }

    /** A new, empty folder on the same disk, for {@link #place}; names that begin with a dot are not models. */
    Path workbench() throws IOException {
        Files.createDirectories(models);
        return Files.createTempDirectory(models, ".adding-");
    }

    /** Whether a model of this file name is there. */
    boolean has(String name) {
        return Files.exists(models.resolve(name));
    }

    /**
     * Opens a model, weights and all, and moves it in under its own name.
     *
     * @param beside files that belong to it and keep their names
     * @throws io.pitchpipe.tuningserver.lm.UnreadableModelException when it cannot be used
     */
    Path place(Path model, List<Path> beside) throws IOException {
        try (LanguageModel opened = BaseModelCatalog.open("models/new", model)) {
            opened.countTokens("opened");
        }
        Path target = models.resolve(String.valueOf(model.getFileName()));
        if (Files.isDirectory(target)) {
            delete(target);
        }
        for (Path file : beside) {
            Files.move(file, models.resolve(String.valueOf(file.getFileName())), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(model, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies a model that lies elsewhere. */
    Path copy(Path model) throws IOException {
        ModelSource source = ModelSource.of(model);
        Path bench = workbench();
        try {
            Path copy = bench.resolve(source.name().isEmpty() ? "model.gguf" : source.name());
            if (Files.isRegularFile(source.path())) {
                Files.copy(source.path(), copy);
                return place(source.name().isEmpty() ? named(copy) : copy, List.of());
            }
            Files.createDirectory(copy);
            try (Stream<Path> files = Files.list(source.path())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
                }
            }
            return place(copy, List.of());
        } finally {
            delete(bench);
        }
    }

    /** Gives a file the name that it has for itself. */
    private static Path named(Path file) throws IOException {
        String own = BaseModelCatalog.describe("models/model", file)
                .displayName()
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[-.]+", "");
        return own.isEmpty() ? file : Files.move(file, file.resolveSibling(own + ".gguf"));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
