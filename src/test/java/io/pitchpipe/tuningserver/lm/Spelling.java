package io.pitchpipe.tuningserver.lm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A tokenizer that can be read back: special tokens, whatever they are called, from 1000 on, and texts by their bytes. */
final class Spelling implements Tokenizer {

    private static final int FIRST_SPECIAL = 1000;

    private final List<String> specials = new ArrayList<>();
    private final ByteTokenizer bytes = new ByteTokenizer();

    /** What a template makes of a chat, as text. */
    static String written(ChatTemplate template, Prompt prompt) {
        Spelling spelling = new Spelling();
        return spelling.text(template.prompt(spelling, prompt.turns()));
    }

    @Override
    public int[] encode(String text) {
        return bytes.encode(text);
    }

    @Override
    public byte[] bytes(int token) {
        return token >= FIRST_SPECIAL
                ? specials.get(token - FIRST_SPECIAL).getBytes(StandardCharsets.UTF_8)
                : bytes.bytes(token);
    }

    @Override
    public int special(String spelling) {
        if (!specials.contains(spelling)) {
            specials.add(spelling);
        }
        return FIRST_SPECIAL + specials.indexOf(spelling);
    }

    @Override
    public int size() {
        return 2 * FIRST_SPECIAL;
    }

    @Override
    public void close() {}

    String text(int[] tokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int token : tokens) {
            text.writeBytes(bytes(token));
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
