package io.pitchpipe.tuningserver.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The folders of tuned models. Their names hold the training's id beside the model's, so that a model that is deleted and made again never meets what is left of the
 * first.
 */
@Component
class ModelFiles {

    private static final Logger log = LoggerFactory.getLogger(ModelFiles.class);
    private static final Set<String> KINDS = Set.of("tuned", "checkpoints", "starts");

    private final Path data;
    private final TuningEngine engine;

    ModelFiles(ServerSettings settings, TuningEngine engine) {
        this.data = settings.data();
        this.engine = engine;
    }

    /** The adapter of a finished model. */
    Path tuned(StoredModel model) {
        return folder("tuned", model);
    }

    /** What a training keeps while it runs. */
    Path checkpoint(StoredModel model) {
        return folder("checkpoints", model);
    }

    /** A copy of the adapter that a training starts from, which its owner may delete meanwhile; null when it starts anew. */
    @Nullable
    Path start(StoredModel model) {
        return model.sourceModel() == null ? null : folder("starts", model);
    }

    void copyStart(StoredModel source, StoredModel model) {
        var from = tuned(source);
        var to = folder("starts", model);
        try {
            Files.createDirectories(to);
            try (var files = Files.list(from)) {
                for (var file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                }
            }
        } catch (IOException refused) {
            deleteFolder(to);
            throw new UncheckedIOException("The model to start from cannot be copied", refused);
        }
    }

    void deleteCheckpoint(StoredModel model) {
        deleteFolder(folder("checkpoints", model));
    }

    /** Removes what only a running training needs. */
    void deleteWork(StoredModel model) {
        deleteFolder(folder("checkpoints", model));
        deleteFolder(folder("starts", model));
    }

    void delete(StoredModel model) {
        deleteWork(model);
        engine.forget(tuned(model));
        deleteFolder(tuned(model));
    }

    /** Removes folders that belong to no model: left by a crash between a file and its row. */
    void sweep(Set<String> known) {
        for (var kind : KINDS) {
            var parent = data.resolve(kind);
            if (Files.isDirectory(parent)) {
                try (var folders = Files.list(parent)) {
                    folders.filter(folder ->
                                    !known.contains(folder.getFileName().toString()))
                            .forEach(this::deleteFolder);
                } catch (IOException refused) {
                    log.warn("Cannot look for orphans in {}", parent, refused);
                }
            }
        }
    }

    static String folderName(StoredModel model) {
        return model.id().value() + "." + model.operationId();
    }

    private Path folder(String kind, StoredModel model) {
        return data.resolve(kind).resolve(folderName(model));
    }

    private void deleteFolder(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException refused) {
            log.warn("Cannot delete {}; the next start tries again", folder, refused);
        }
    }
}
