package io.pitchpipe.bench;

import io.pitchpipe.tuningserver.lm.Adapter;
import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import io.pitchpipe.tuningserver.lm.BaseModelInfo;
import io.pitchpipe.tuningserver.lm.Cancellation;
import io.pitchpipe.tuningserver.lm.Generator;
import io.pitchpipe.tuningserver.lm.LanguageModel;
import io.pitchpipe.tuningserver.lm.Prompt;
import io.pitchpipe.tuningserver.lm.SamplingSettings;
import io.pitchpipe.tuningserver.lm.TokenSink;
import io.pitchpipe.tuningserver.lm.Trainer;
import io.pitchpipe.tuningserver.lm.TrainingPair;
import io.pitchpipe.tuningserver.lm.TrainingResult;
import io.pitchpipe.tuningserver.lm.TrainingSettings;
import io.pitchpipe.tuningserver.lm.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tunes the canonical 15 pairs with the default settings, then asks for the successors of 40 numbers that are not among them: the base against the tuned model,
 * greedy.
 */
public final class SuccessorBench {

    /** The public tutorial's data. */
    public static final List<TrainingPair> CANONICAL = pairs(
            "1=2; 3=4; -3=-2; twenty two=twenty three; two hundred=two hundred one; ninety nine=one hundred; 8=9; -98=-97; 1,000=1,001; 10,100,000=10,100,001;"
                    + " thirteen=fourteen; eighty=eighty one; one=two; three=four; seven=eight");

    /** Ten each of digits, negatives, numbers with commas and words. */
    public static final List<TrainingPair> HELD_OUT =
            pairs("2=3; 5=6; 14=15; 47=48; 99=100; 128=129; 365=366; 999=1000; 2024=2025; 4999=5000;"
                    + " -1=0; -7=-6; -10=-9; -20=-19; -45=-44; -100=-99; -31=-30; -256=-255; -500=-499; -72=-71;"
                    + " 2,000=2,001; 1,999=2,000; 7,350=7,351; 12,345=12,346; 45,099=45,100; 99,999=100,000; 250,000=250,001; 1,000,000=1,000,001; 3,141,592=3,141,593;"
                    + " 20,500,009=20,500,010;"
                    + " two=three; nine=ten; eleven=twelve; nineteen=twenty; forty=forty one; thirty three=thirty four; fifty nine=sixty; one hundred=one hundred one;"
                    + " three hundred twelve=three hundred thirteen; six hundred ninety nine=seven hundred");

    /** Of the wrong answers, so many are printed. */
    private static final int MOST_SHOWN = 40;

    private final Generator generator = new Generator();
    private final Trainer trainer = new Trainer();

    private static List<TrainingPair> pairs(String text) {
        return Stream.of(text.split(";"))
                .map(pair -> pair.strip().split("="))
                .map(pair -> new TrainingPair(pair[0], pair[1]))
                .toList();
    }

    /**
     * @param args {@code --base NAME}, {@code --models FOLDER}, {@code --seed N}, {@code --below N} to ask for every number up to there instead of the forty; without a base, all that are there
     */
    public static void main(String[] args) throws IOException {
        @Nullable String base = null;
        int below = 0;
        Path models = Path.of("data", "server", "models");
        long seed = 0;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--base" -> base = args[i + 1];
                case "--models" -> models = Path.of(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                case "--below" -> below = Math.min(1000, Integer.parseInt(args[i + 1]));
                default -> throw new IllegalArgumentException("Unknown option " + args[i]);
            }
        }
        BaseModelCatalog catalog = new BaseModelCatalog(models);
        for (BaseModelInfo info : catalog.list()) {
            if (base == null || info.name().equals(base) || info.name().equals("models/" + base)) {
                try (LanguageModel model = catalog.open(info.name())) {
                    new SuccessorBench().run(model, new TrainingSettings(5, 4, 0.001, seed), below);
                }
            }
        }
    }

    private void run(LanguageModel model, TrainingSettings settings, int below) throws IOException {
        Path checkpoints = Files.createTempDirectory("successor-");
        List<String> losses = new ArrayList<>();
        long start = System.nanoTime();
        TrainingResult result = trainer.train(
                model,
                null,
                new TrainingTask(CANONICAL, settings),
                checkpoints,
                (step, epoch, loss) -> losses.add(String.format(Locale.ROOT, "%.2f", loss)),
                Cancellation.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%n%s, %s%n",
                model.info().displayName(),
                model.info().name());
        System.out.printf(
                Locale.ROOT,
                "tuned on %d pairs, %s, in %.1f s; loss %s%n",
                CANONICAL.size(),
                settings,
                seconds,
                losses);
        try (Adapter adapter = result.adapter()) {
            if (below == 0) {
                table(model, adapter);
            } else {
                everyNumber(model, adapter, "digits", below, Integer::toString);
                everyNumber(model, adapter, "words", below, NumberWords::of);
            }
        } finally {
            try (Stream<Path> files = Files.walk(checkpoints)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void table(LanguageModel model, Adapter adapter) {
        System.out.printf("%-26s %-28s %-28s %-28s%n", "asked", "expected", "base", "tuned");
        int base = 0;
        int tuned = 0;
        for (TrainingPair pair : HELD_OUT) {
            String before = answer(model, null, pair.input());
            String after = answer(model, adapter, pair.input());
            base += before.equals(pair.output()) ? 1 : 0;
            tuned += after.equals(pair.output()) ? 1 : 0;
            System.out.printf(
                    "%-26s %-28s %-28s %-28s%n",
                    pair.input(), pair.output(), shown(before, pair.output()), shown(after, pair.output()));
        }
        figure(model, "base", base, HELD_OUT.size());
        figure(model, "tuned", tuned, HELD_OUT.size());
    }

    /** Asks for the successor of each number from 0 to below {@code below} that is not among the canonical inputs in this form. */
    private void everyNumber(
            LanguageModel model, Adapter adapter, String form, int below, IntFunction<String> written) {
        Set<String> taught = CANONICAL.stream().map(TrainingPair::input).collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (int number = 0; number < below; number++) {
            String input = written.apply(number);
            if (!taught.contains(input)) {
                asked++;
                String answer = answer(model, adapter, input);
                if (!answer.equals(written.apply(number + 1))) {
                    wrong.add(input + " → " + shown(answer, ""));
                }
            }
        }
        System.out.println("wrong: " + String.join("; ", wrong.subList(0, Math.min(MOST_SHOWN, wrong.size()))));
        figure(model, "tuned, " + form + " below " + below, asked - wrong.size(), asked);
    }

    private static void figure(LanguageModel model, String figure, int right, int of) {
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"successor\",\"model\":\"%s\",\"figure\":\"%s\",\"value\":%d,\"unit\":\"right of %d\",\"reference\":%d,\"ratio\":%.3f}%n",
                model.info().name(),
                figure,
                right,
                of,
                of,
                (double) right / of);
    }

    private String answer(LanguageModel model, @Nullable Adapter adapter, String input) {
        return generator
                .generate(model, adapter, Prompt.of(input), SamplingSettings.greedy(48), TokenSink.NONE)
                .text()
                .strip();
    }

    /** In one line, cut, with a mark where it is right. */
    private static String shown(String answer, String expected) {
        String line = answer.replace('\n', ' ');
        String cut = line.length() > 24 ? line.substring(0, 23) + "…" : line;
        return answer.equals(expected) ? cut + " ✓" : cut;
    }
}
