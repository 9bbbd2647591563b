package io.pitchpipe.tuningserver.lm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns the bytes of tokens into text as they come: whole characters only, and nothing that may yet turn out to be a stop sequence. */
final class AnswerText {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final List<String> stopSequences;
    private final ByteArrayOutputStream undecoded = new ByteArrayOutputStream();
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    AnswerText(List<String> stopSequences) {
        this.stopSequences = stopSequences;
    }

    /** Takes the next bytes; gives the text that is now certain, maybe empty. */
    String add(byte[] bytes) {
        undecoded.writeBytes(bytes);
        decode(false);
        return release(false);
    }

    /** The rest, at the end of the answer. */
    String end() {
        decode(true);
        return release(true);
    }

    /** Whether a stop sequence has come; nothing follows it. */
    boolean stopped() {
        return stopped;
    }

    private void decode(boolean end) {
        ByteBuffer bytes = ByteBuffer.wrap(undecoded.toByteArray());
        CharBuffer chars = CharBuffer.allocate(bytes.remaining() + 1);
        decoder.decode(bytes, chars, end);
        if (end) {
            decoder.flush(chars);
        }
        undecoded.reset();
        undecoded.write(bytes.array(), bytes.position(), bytes.remaining());
        held.append(chars.flip());
    }

    private String release(boolean end) {
        if (stopped) {
            return "";
        }
        int first = stopSequences.stream()
                .mapToInt(held::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
        stopped = first >= 0;
        int until = stopped ? first : held.length() - (end ? 0 : possibleStart());
        String text = held.substring(0, until);
        held.delete(0, until);
        return text;
    }

    /** Length of the longest end of the held text that a stop sequence begins with. */
    private int possibleStart() {
        int longest = 0;
        for (String stop : stopSequences) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
