package io.pitchpipe.tuningserver.lm;

import java.util.Map;

/** A base model's files, in whatever form; opened to look, not loaded. */
interface ModelFiles {

    ModelConfig config();

    /** What was written down beside the model's own files. */
    Sidecar sidecar();

    /** Words that the files themselves have on the model: {@code name}, {@code licence}, {@code version}. */
    Map<String, String> metadata();

    Tokenizer tokenizer();

    ChatTemplate template();

    /** Whether its own template is of a form that the engine knows, if it has one. */
    boolean templateKnown();

    WeightSource weights();
}
