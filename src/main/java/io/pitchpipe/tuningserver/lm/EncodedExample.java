package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training text in tokens.
 *
 * @param tokens all of it
 * @param learned whether a token is part of what is learned; tokens that are not are only read
 */
record EncodedExample(int[] tokens, boolean[] learned) {

    /** The model reads the prompt and learns the answer with its end. */
    static EncodedExample of(LanguageModel model, TrainingPair pair) {
        int[] prompt = model.promptTokens(Prompt.of(pair.input()).turns());
        int[] answer = model.answerTokens(pair.output());
        boolean[] learned = new boolean[prompt.length + answer.length];
        java.util.Arrays.fill(learned, prompt.length, learned.length, true);
        return new EncodedExample(
                IntStream.concat(IntStream.of(prompt), IntStream.of(answer)).toArray(), learned);
    }

    /** Learned tokens that something stands before: the first token of all cannot be predicted. */
    int targets() {
        int count = 0;
        for (int i = 1; i < learned.length; i++) {
            count += learned[i] ? 1 : 0;
        }
        return count;
    }

    /** Groups of examples that together have at most this many tokens, shorter ones first; an example alone may have more. */
    static List<List<EncodedExample>> split(List<EncodedExample> examples, int mostTokens) {
        List<List<EncodedExample>> groups = new ArrayList<>();
        List<EncodedExample> group = new ArrayList<>();
        int tokens = 0;
        for (EncodedExample example : examples.stream()
                .sorted(Comparator.comparingInt(one -> one.tokens().length))
                .toList()) {
            int length = example.tokens().length;
            if (!group.isEmpty() && tokens + length > mostTokens) {
                groups.add(group);
                group = new ArrayList<>();
                tokens = 0;
            }
            group.add(example);
            tokens += length;
        }
        groups.add(group);
        return groups;
    }
}
