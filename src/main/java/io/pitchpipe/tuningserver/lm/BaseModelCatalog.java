package io.pitchpipe.tuningserver.lm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The base models of a machine: those in the models folder, and the bundled demo base. The folder is looked at anew on every call, so that a model dropped in appears. */
public final class BaseModelCatalog {

    private final Path folder;

    /** @param folder the models folder; it may be missing */
    public BaseModelCatalog(Path folder) {
        this.folder = folder;
    }

    /** All usable base models by name, the demo base last. Unusable files are left out; {@link #unreadable()} names them. */
    public List<BaseModelInfo> list() {
        return List.of();
    }

    /** What lies in the folder and cannot be used, with the reason. */
    public List<UnreadableModel> unreadable() {
        return List.of();
    }

    /** The base model of this name ({@code models/…}). */
    public Optional<BaseModelInfo> find(String name) {
        return list().stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /**
     * Loads the weights. The caller closes the model and keeps at most one of each open.
     *
     * @param name {@code models/…}
     * @throws java.util.NoSuchElementException when there is none of this name
     * @throws UnreadableModelException when its files are damaged
     * @throws EngineUnavailableException when this platform has no native library
     */
    public LanguageModel open(String name) {
        throw new UnreadableModelException("No model in " + folder);
    }
}
