package io.pitchpipe.tuningserver.lm;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The native library, loaded on first use.
 *
 * @see <a href="../../../../../../../docs/decisions/0001-engine-javacpp-pytorch.md">decision 0001</a>
 */
public final class Engine {

    /** Below this many parameters a second thread costs more than it gives: measured, two contended threads fell to a quarter of one. */
    private static final long ONE_THREAD_BELOW = 20_000_000;

    private Engine() {}

    /** Of JavaCPP and of DJL's tokenizers: where each unpacks its native library. DJL also reads them from the environment. */
    private static final List<String> CACHES = List.of("org.bytedeco.javacpp.cachedir", "DJL_CACHE_DIR");

    /**
     * Sets where native libraries are unpacked: they need some 450 MB, which a home folder or the temporary folder may not have. What an operator has set stays. To be
     * called before anything else of the engine.
     *
     * @param folder made when it is needed
     */
    public static void unpackInto(Path folder) {
        for (String cache : CACHES) {
            if (System.getProperty(cache) == null && System.getenv(cache) == null) {
                System.setProperty(cache, folder.toAbsolutePath().toString());
            }
        }
    }

    /** Whether this machine can train and generate. The first call loads the library, which takes seconds; later calls are cheap. Never throws. */
    public static EngineStatus status() {
        return Library.STATUS;
    }

    /** Bytes that this process has in memory, the Java heap included; 0 while the library is not there. */
    public static long residentBytes() {
        return Library.STATUS.available() ? Pointer.physicalBytes() : 0;
    }

    /**
     * Makes sure that the library is there.
     *
     * @throws EngineUnavailableException when it is not
     */
    static void require() {
        if (!Library.STATUS.available()) {
            throw new EngineUnavailableException(Library.STATUS.detail(), Library.failure);
        }
    }

    /** Threads that suit a model of this size. */
    static void useThreadsFor(long parameterCount) {
        int threads = parameterCount < ONE_THREAD_BELOW ? 1 : threadLimit();
        if (torch.get_num_threads() != threads) {
            torch.set_num_threads(threads);
        }
        // The matrix library has a pool of its own, one for the process: the model used last decides.
        if (openblas_nolapack.blas_get_num_threads() != threads) {
            openblas_nolapack.blas_set_num_threads(threads);
        }
    }

    /**
     * All cores but one, which is left to the rest of the machine: threads in lockstep wait for the slowest, and where other programs took turns on the cores, two
     * threads took more than ten times as long as one.
     *
     * @see <a href="../../../../../../../docs/decisions/0004-one-core-left-free.md">decision 0004</a>
     */
    private static int threadLimit() {
        int spare = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return Math.max(1, Integer.getInteger("pitchpipe.engine.threads", spare));
    }

    private static final class Library {

        private static @Nullable Throwable failure;

        static final EngineStatus STATUS = load();

        private Library() {}

        private static EngineStatus load() {
            try {
                Loader.load(torch.class);
                // The first operation starts the thread pools; a library that loads but cannot compute is found out
                // here.
                try (Native scope = Native.scope()) {
                    torch.zeros(1).add_(scope.scalar(1));
                }
                return new EngineStatus(true, "PyTorch (JavaCPP) on the CPU, " + threadLimit() + " threads.");
            } catch (LinkageError | RuntimeException e) {
                failure = e;
                return new EngineStatus(
                        false,
                        "The tuning engine has no working native library for %s (%s); connect a remote tuning server instead."
                                .formatted(Loader.getPlatform(), e.getClass().getSimpleName()));
            }
        }
    }
}
