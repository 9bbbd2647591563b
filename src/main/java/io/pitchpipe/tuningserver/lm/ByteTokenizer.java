package io.pitchpipe.tuningserver.lm;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A token per UTF-8 byte, and a few special ones after them. */
final class ByteTokenizer implements Tokenizer {

    static final List<String> SPECIALS = List.of("<|user|>", "<|model|>", "<|end|>", "<|system|>");
    private static final int BYTES = 256;
    private static final byte[] NOTHING = {};

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tokens[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return tokens;
    }

    @Override
    public byte[] bytes(int token) {
        return token < BYTES ? new byte[] {(byte) token} : NOTHING;
    }

    @Override
    public int special(String spelling) {
        int index = SPECIALS.indexOf(spelling);
        return index < 0 ? -1 : BYTES + index;
    }

    @Override
    public int size() {
        return BYTES + SPECIALS.size();
    }

    @Override
    public void close() {}
}
