package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.bench.SuccessorBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled demo base does what it is for: a short tuning visibly changes its answers. */
class DemoBaseTests {

    @TempDir
    Path folder;

    @Test
    void fifteen_pairs_teach_it_to_count_on() throws IOException {
        try (LanguageModel model = new BaseModelCatalog(folder).open(BaseModelCatalog.DEMO);
                Adapter tuned = tune(model, SuccessorBench.CANONICAL, TrainingSettings.DEFAULT, new ArrayList<>())) {
            long before = right(model, null, SuccessorBench.HELD_OUT);
            long after = right(model, tuned, SuccessorBench.HELD_OUT);
            assertThat(after)
                    .as("right of 40 after tuning, %d before", before)
                    .isGreaterThanOrEqualTo(36)
                    .isGreaterThan(before + 20);
            List<TrainingPair> others = IntStream.iterate(2, number -> number < 1000, number -> number + 13)
                    .boxed()
                    .flatMap(DemoBaseTests::inDigitsAndWords)
                    .toList();
            assertThat(right(model, tuned, others))
                    .as("right of %d below a thousand", others.size())
                    .isGreaterThan(others.size() * 9 / 10);
        }
    }

    private static Stream<TrainingPair> inDigitsAndWords(int number) {
        return Stream.of(NumberForms.DIGITS, NumberForms.WORDS)
                .map(form -> new TrainingPair(form.write(number), form.write(number + 1)));
    }

    @Test
    void three_hundred_labelled_sentences_teach_it_to_label_others_of_their_kind() throws IOException {
        List<TrainingPair> rows = new ArrayList<>();
        RandomGenerator random = new SplittableRandom(1);
        for (int i = 0; i < 360; i++) {
            rows.add(SupportSentences.row(random));
        }
        List<Double> losses = new ArrayList<>();
        try (LanguageModel model = new BaseModelCatalog(folder).open(BaseModelCatalog.DEMO);
                Adapter tuned = tune(model, rows.subList(0, 300), new TrainingSettings(2, 4, 0.001, 0), losses)) {
            double start = losses.subList(0, 10).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            double end = losses.subList(losses.size() - 30, losses.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            assertThat(end).as("loss, from %.3f", start).isLessThan(start / 3);
            assertThat(right(model, tuned, rows.subList(300, 360)))
                    .as("right of 60, chance is 20")
                    .isGreaterThan(35);
        }
    }

    private Adapter tune(LanguageModel model, List<TrainingPair> pairs, TrainingSettings settings, List<Double> losses)
            throws IOException {
        return new Trainer()
                .train(
                        model,
                        null,
                        new TrainingTask(pairs, settings),
                        folder.resolve("c"),
                        (step, epoch, loss) -> losses.add(loss),
                        Cancellation.NONE)
                .adapter();
    }

    private static long right(LanguageModel model, @Nullable Adapter adapter, List<TrainingPair> pairs) {
        return pairs.stream()
                .filter(pair -> new Generator()
                        .generate(model, adapter, Prompt.of(pair.input()), SamplingSettings.greedy(40), TokenSink.NONE)
                        .text()
                        .equals(pair.output()))
                .count();
    }

    /** Messages to a shop, unlike the sentences of the pre-training in form and in labels. */
    private static final class SupportSentences {

        private static final List<List<String>> PROBLEMS = List.of(
                List.of(
                        "I was billed two times for one purchase",
                        "the invoice shows the wrong amount",
                        "why did the price on my card statement change",
                        "please send a receipt for the payment",
                        "a fee of %d dollars appeared on my bill"),
                List.of(
                        "my parcel has been on its way for %d days",
                        "the courier left the box at the wrong address",
                        "where is order %d",
                        "the tracking page says delivered but nothing came",
                        "can you deliver on Saturday instead"),
                List.of(
                        "I cannot sign in since yesterday",
                        "the reset mail for my password never comes",
                        "my account got locked after %d tries",
                        "how do I change my user name",
                        "the verification code is refused"));
        private static final List<String> LABELS = List.of("Billing team", "Delivery team", "Login team");
        private static final List<String> OPENINGS = List.of(
                "", "Hello, ", "Hi there. ", "Good morning, ", "Sorry to bother you again, but ", "Dear support, ");
        private static final List<String> ENDINGS =
                List.of("", ".", ", thank you.", ". Please help!", ", this is urgent", ". Kind regards, Ada");

        static TrainingPair row(RandomGenerator random) {
            int label = random.nextInt(LABELS.size());
            String text = any(random, OPENINGS)
                    + any(random, PROBLEMS.get(label)).formatted(2 + random.nextInt(90))
                    + any(random, ENDINGS);
            return new TrainingPair(text, LABELS.get(label));
        }

        private static String any(RandomGenerator random, List<String> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
