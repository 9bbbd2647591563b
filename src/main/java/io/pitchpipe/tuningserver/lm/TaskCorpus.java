package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What the demo base learns from: documents that hold several pairs of one task in a row, in the form of a chat. A task is never named, it shows in the pairs
 * before. A pair that nothing stands before is mostly an echo: an untuned base so repeats what it is told, and a tuning has something to change.
 */
final class TaskCorpus {

    /** Of a first pair whose task is not the echo, this share is only read: what cannot be known need not be learned. */
    private static final double FIRST_ONLY_READ = 0.83;

    /** Numbers to be repeated fit into so few, so that some task always does. */
    static final int FEWEST_TOKENS = 24;

    private static final List<String> SORTED_TOPICS =
            CorpusWords.TOPICS.keySet().stream().sorted().toList();

    private final RandomGenerator random;
    private final ByteTokenizer tokenizer = new ByteTokenizer();
    private final ChatTemplate template = new ChatTemplate(ChatTemplate.Form.DEMO, null);

    private record Task(boolean echo, Function<RandomGenerator, TrainingPair> pairs) {}

    TaskCorpus(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The next document.
     *
     * @param mostTokens that it may have, at least {@value #FEWEST_TOKENS}: a task whose first pair is longer is not taken
     */
    EncodedExample document(int mostTokens) {
        if (mostTokens < FEWEST_TOKENS) {
            throw new IllegalArgumentException("A document is of " + FEWEST_TOKENS + " tokens or more");
        }
        EncodedExample document = document(task(), mostTokens);
        while (document.tokens().length == 0) {
            document = document(task(), mostTokens);
        }
        return document;
    }

    /** As many pairs of the task as fit; possibly none. */
    private EncodedExample document(Task task, int mostTokens) {
        List<int[]> parts = new ArrayList<>();
        List<Boolean> learned = new ArrayList<>();
        int length = 0;
        while (true) {
            TrainingPair pair = task.pairs().apply(random);
            int[] prompt = template.prompt(tokenizer, Prompt.of(pair.input()).turns());
            int[] answer = template.answer(tokenizer, pair.output());
            length += prompt.length + answer.length;
            if (length > mostTokens) {
                return joined(parts, learned);
            }
            boolean first = parts.isEmpty();
            parts.add(prompt);
            learned.add(false);
            parts.add(answer);
            learned.add(!first || task.echo() || random.nextDouble() > FIRST_ONLY_READ);
        }
    }

    private static EncodedExample joined(List<int[]> parts, List<Boolean> learned) {
        int[] tokens = parts.stream().flatMapToInt(IntStream::of).toArray();
        boolean[] flags = new boolean[tokens.length];
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            Arrays.fill(flags, at, at + parts.get(i).length, learned.get(i));
            at += parts.get(i).length;
        }
        return new EncodedExample(tokens, flags);
    }

    private Task task() {
        int drawn = random.nextInt(100);
        if (drawn < 18) {
            return new Task(true, r -> echo(text(r)));
        }
        if (drawn < 51) {
            return new Task(false, r -> number(r, 1));
        }
        if (drawn < 55) {
            return new Task(false, r -> number(r, -1));
        }
        if (drawn < 75) {
            return wordTask();
        }
        return drawn < 85 ? opinionTask() : topicTask();
    }

    private static TrainingPair echo(String text) {
        return new TrainingPair(text, text);
    }

    private static TrainingPair number(RandomGenerator random, long difference) {
        while (true) {
            NumberForms form = NumberForms.pick(random);
            long number = form.draw(random);
            boolean least = difference < 0 && form != NumberForms.NEGATIVE && number < 2;
            boolean most = form == NumberForms.JAPANESE && number + difference > 10;
            if (!least && !most) {
                return new TrainingPair(form.write(number), form.write(number + difference));
            }
        }
    }

    private static String text(RandomGenerator random) {
        int drawn = random.nextInt(10);
        if (drawn < 7) {
            NumberForms form = NumberForms.pick(random);
            return form.write(form.draw(random));
        }
        return drawn < 9 ? word(random) : sentence(random, words(any(random, SORTED_TOPICS)));
    }

    private Task wordTask() {
        return switch (random.nextInt(14)) {
            case 0 -> on(w -> w.toUpperCase(Locale.ROOT));
            case 1 -> on(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1));
            case 2 -> on(w -> new StringBuilder(w).reverse().toString());
            case 3 -> onWords(w -> w.substring(0, w.indexOf(' ')));
            case 4 -> onWords(w -> w.substring(w.lastIndexOf(' ') + 1));
            case 5 ->
                on(w -> w.endsWith("s") || w.endsWith("ch")
                        ? w + "es"
                        : w.endsWith("y") ? w.substring(0, w.length() - 1) + "ies" : w + "s");
            case 6 -> on(w -> w.substring(0, 1));
            case 7 -> on(w -> w.substring(w.length() - 1));
            case 8 -> new Task(false, r -> negated(NumberForms.DIGITS.draw(r), r));
            case 9 -> new Task(false, r -> formed(r, NumberForms.DIGITS, NumberForms.WORDS));
            case 10 -> new Task(false, r -> formed(r, NumberForms.WORDS, NumberForms.DIGITS));
            case 11 -> new Task(false, r -> opposite(any(r, CorpusWords.OPPOSITES), r));
            case 12 -> on(w -> w + " " + w);
            default -> on(w -> Integer.toString(w.length()));
        };
    }

    private static Task on(Function<String, String> change) {
        return new Task(false, r -> {
            String word = word(r);
            return new TrainingPair(word, change.apply(word));
        });
    }

    private static Task onWords(Function<String, String> change) {
        return new Task(false, r -> {
            String words = word(r) + " " + word(r) + (r.nextBoolean() ? " " + word(r) : "");
            return new TrainingPair(words, change.apply(words));
        });
    }

    private static TrainingPair negated(long number, RandomGenerator random) {
        long input = random.nextBoolean() ? number : -number;
        return new TrainingPair(Long.toString(input), Long.toString(-input));
    }

    private static TrainingPair formed(RandomGenerator random, NumberForms from, NumberForms to) {
        long number = NumberForms.WORDS.draw(random);
        return new TrainingPair(from.write(number), to.write(number));
    }

    private static TrainingPair opposite(String pair, RandomGenerator random) {
        String[] two = pair.split(":");
        return random.nextBoolean() ? new TrainingPair(two[0], two[1]) : new TrainingPair(two[1], two[0]);
    }

    private Task opinionTask() {
        String[] names = any(
                        random,
                        List.of(
                                "positive,negative",
                                "good,bad",
                                "pos,neg",
                                "1,0",
                                "happy,unhappy",
                                "+,-",
                                "like,dislike",
                                "yes,no",
                                "praise,complaint"))
                .split(",");
        return new Task(false, r -> {
            boolean good = r.nextBoolean();
            String text = any(r, CorpusWords.OPINIONS)
                    .formatted(any(r, CorpusWords.THINGS), any(r, good ? CorpusWords.GOOD : CorpusWords.BAD));
            return new TrainingPair(cased(r, text), good ? names[0] : names[1]);
        });
    }

    /** Two to five subjects; every second time under labels that say nothing. */
    private Task topicTask() {
        List<String> chosen = new ArrayList<>(SORTED_TOPICS);
        Collections.shuffle(chosen, new java.util.Random(random.nextLong()));
        chosen = List.copyOf(chosen.subList(0, 2 + random.nextInt(4)));
        List<String> labels = new ArrayList<>(chosen);
        if (random.nextBoolean()) {
            List<String> names = new ArrayList<>(CorpusWords.LABELS);
            Collections.shuffle(names, new java.util.Random(random.nextLong()));
            labels = names.subList(0, chosen.size());
        }
        List<String> subjects = chosen;
        List<String> answers = List.copyOf(labels);
        return new Task(false, r -> {
            int index = r.nextInt(subjects.size());
            return new TrainingPair(sentence(r, words(subjects.get(index))), answers.get(index));
        });
    }

    private static List<String> words(String topic) {
        return java.util.Objects.requireNonNull(CorpusWords.TOPICS.get(topic));
    }

    private static String sentence(RandomGenerator random, List<String> words) {
        return cased(random, any(random, CorpusWords.FRAMES).formatted(any(random, words), any(random, words)));
    }

    private static String cased(RandomGenerator random, String text) {
        String cased = random.nextBoolean() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return random.nextInt(3) == 0 ? cased + "." : random.nextInt(8) == 0 ? cased + "!" : cased;
    }

    private static String word(RandomGenerator random) {
        return any(random, CorpusWords.WORDS);
    }

    private static String any(RandomGenerator random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
