package io.pitchpipe.tuningserver.lm;

import java.util.ArrayList;
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
        int[] prompt = model.template()
                .prompt(model.tokenizer(), Prompt.of(pair.input()).turns());
        int[] answer = model.template().answer(model.tokenizer(), pair.output());
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

    /** Groups of examples that together, padded to the longest, have at most this many tokens; an example alone may have more. */
    static List<List<EncodedExample>> split(List<EncodedExample> examples, int mostTokens) {
        List<List<EncodedExample>> groups = new ArrayList<>();
        List<EncodedExample> group = new ArrayList<>();
        int longest = 0;
        for (EncodedExample example : examples) {
            int length = Math.max(longest, example.tokens().length);
            if (!group.isEmpty() && length * (group.size() + 1) > mostTokens) {
                groups.add(group);
                group = new ArrayList<>();
                length = example.tokens().length;
            }
            group.add(example);
            longest = length;
        }
        groups.add(group);
        return groups;
    }
}
