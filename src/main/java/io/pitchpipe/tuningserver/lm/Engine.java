package io.pitchpipe.tuningserver.lm;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** What {@link #device} takes, as a regular expression. */
    public static final String DEVICE_SETTINGS = "auto|cpu|cuda(?::\\d{1,2})?";

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,2}))?");

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

    /**
     * Whether this machine can train and generate. The first call loads the library, which takes seconds; later calls are cheap. Never throws.
     *
     * @param placement that models are opened with
     */
    public static EngineStatus status(Placement placement) {
        return new EngineStatus(Library.FAILURE == null, Library.DETAIL, placement);
    }

    /**
     * The device that a setting means.
     *
     * @param setting {@code cpu}; {@code cuda} or {@code cuda:N}, which must be there; {@code auto}, the first CUDA device if there is one, else the processor. The library is
     *     only loaded where it holds natives for a GPU
     * @throws IllegalArgumentException when it is none of these
     * @throws EngineUnavailableException when there is no such device; the message says what to do
     */
    public static Device device(String setting) {
        Matcher cuda = CUDA.matcher(setting);
        if (setting.equals("cpu")) {
            return Device.CPU;
        }
        if (setting.equals("auto")) {
            return cudaDevices() > 0 ? new Device(0) : Device.CPU;
        }
        if (!cuda.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no device; there are auto, cpu, cuda and cuda:N.".formatted(setting));
        }
        int index = cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
        requireCuda(setting, index);
        return new Device(index);
    }

    private static void requireCuda(String setting, int index) {
        if (!gpuNatives()) {
            throw new EngineUnavailableException(
                    "The device %s was asked for, but this build holds the engine for the CPU only. Build it with the Maven profile gpu, or ask for cpu or auto."
                            .formatted(setting));
        }
        int devices = cudaDevices();
        if (devices == 0) {
            throw new EngineUnavailableException(
                    "The device %s was asked for, but PyTorch finds no CUDA device. See that nvidia-smi shows one and that the libraries of CUDA 13 and cuDNN 9 are installed, or ask for cpu or auto."
                            .formatted(setting));
        }
        if (index >= devices) {
            throw new EngineUnavailableException(
                    "The device %s was asked for, but the CUDA devices here are cuda:0 to cuda:%d."
                            .formatted(setting, devices - 1));
        }
    }

    /** Whether the class path holds the library for GPUs, which the Maven profile gpu puts there. */
    private static boolean gpuNatives() {
        String library =
                "/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/" + System.mapLibraryName("torch_cuda");
        return Engine.class.getResource(library) != null;
    }

    private static int cudaDevices() {
        return gpuNatives() && Library.FAILURE == null && torch.cuda_is_available() ? torch.cuda_device_count() : 0;
    }

    /** Bytes that this process has in memory, the Java heap included; 0 while the library is not there. */
    public static long residentBytes() {
        return Library.FAILURE == null ? Pointer.physicalBytes() : 0;
    }

    /**
     * Makes sure that the library is there.
     *
     * @throws EngineUnavailableException when it is not
     */
    static void require() {
        if (Library.FAILURE != null) {
            throw new EngineUnavailableException(Library.DETAIL, Library.FAILURE);
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

        private static final @Nullable Throwable FAILURE = load();

        private static final String DETAIL = FAILURE == null
                ? "PyTorch (JavaCPP), %d thread%s on the CPU.".formatted(threadLimit(), threadLimit() == 1 ? "" : "s")
                : "The tuning engine has no working native library for %s (%s); connect a remote tuning server instead."
                        .formatted(Loader.getPlatform(), FAILURE.getClass().getSimpleName());

        private Library() {}

        private static @Nullable Throwable load() {
            try {
                Loader.load(torch.class);
                // The first operation starts the thread pools; a library that loads but cannot compute is found out
                // here.
                try (Native scope = Native.scope()) {
                    torch.zeros(1).add_(scope.scalar(1));
                }
                return null;
            } catch (LinkageError | RuntimeException e) {
                return e;
            }
        }
    }
}
