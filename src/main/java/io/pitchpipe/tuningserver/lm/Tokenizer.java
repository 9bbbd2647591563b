package io.pitchpipe.tuningserver.lm;

/** Text to tokens and back. Safe for many threads. */
interface Tokenizer extends AutoCloseable {

    /** Tokens of a text. Nothing in the text stands for a special token, whatever it looks like. */
    int[] encode(String text);

    /** The UTF-8 bytes that a token stands for, maybe a part of a character; none for a special token. */
    byte[] bytes(int token);

    /** The special token of this spelling, or -1. */
    int special(String spelling);

    /** Number of tokens. */
    int size();

    @Override
    void close();
}
