package io.pitchpipe.tuningserver.api;

/** Request bodies for tests. */
final class Bodies {

    private Bodies() {}

    /** A wish to tune on one pair, five epochs, batch of one. */
    static String create(String displayName, String input) {
        return """
                {"displayName":"%s","baseModel":"models/fake-base","tuningTask":{"hyperparameters":{"batchSize":1,"epochCount":5},
                 "trainingData":{"examples":{"examples":[{"textInput":"%s","output":"2"}]}}}}""".formatted(displayName, input);
    }

    static String prompt(String text) {
        return "{\"contents\":[{\"parts\":[{\"text\":\"%s\"}]}]}".formatted(text);
    }
}
