package io.pitchpipe.tuningserver.api;

import java.util.Collections;
import java.util.List;

/** Request bodies for tests. */
final class Bodies {

    private Bodies() {}

    /** A wish to tune on one pair, five epochs, batch of one: five steps. */
    static String create(String displayName, String input) {
        return create(displayName, "\"batchSize\":1,\"epochCount\":5", List.of(input));
    }

    static String create(String displayName, String hyperparameters, List<String> inputs) {
        var examples = inputs.stream()
                .map("{\"textInput\":\"%s\",\"output\":\"2\"}"::formatted)
                .toList();
        return """
                {"displayName":"%s","baseModel":"models/fake-base","tuningTask":{"hyperparameters":{%s},
                 "trainingData":{"examples":{"examples":[%s]}}}}""".formatted(displayName, hyperparameters, String.join(",", examples));
    }

    /** A wish to tune on so many pairs. */
    static String create(int pairs, String hyperparameters) {
        return create("many", hyperparameters, Collections.nCopies(pairs, "1"));
    }

    /** A wish to tune on one pair of these texts. */
    static String pair(String input, String output) {
        return """
                {"baseModel":"models/fake-base","tuningTask":{"trainingData":{"examples":{"examples":[{"textInput":"%s","output":"%s"}]}}}}""".formatted(input, output);
    }

    static String prompt(String text) {
        return "{\"contents\":[{\"parts\":[{\"text\":\"%s\"}]}]}".formatted(text);
    }

    static String prompt(String text, String generationConfig) {
        return "{\"contents\":[{\"parts\":[{\"text\":\"%s\"}]}],\"generationConfig\":{%s}}"
                .formatted(text, generationConfig);
    }
}
