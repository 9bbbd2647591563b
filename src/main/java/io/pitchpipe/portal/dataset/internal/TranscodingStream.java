package io.pitchpipe.portal.dataset.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Another encoding as UTF-8. A byte that the encoding does not know becomes 0xFF, which no UTF-8 has: so the row it is in is found
 * invalid later, instead of being patched with a replacement character here.
 */
final class TranscodingStream extends InputStream {

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer encoded = ByteBuffer.allocate(32 * 1024).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(32 * 1024);
    private ByteBuffer ready = ByteBuffer.allocate(0);
    private boolean ended;
    private boolean finished;

    TranscodingStream(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        return ensure() ? ready.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!ensure()) {
            return -1;
        }
        var count = Math.min(length, ready.remaining());
        ready.get(target, offset, count);
        return count;
    }

    private boolean ensure() throws IOException {
        while (!ready.hasRemaining()) {
            if (finished) {
                return false;
            }
            if (!ended) {
                encoded.compact();
                var read = in.read(encoded.array(), encoded.position(), encoded.remaining());
                ended = read < 0;
                encoded.position(encoded.position() + Math.max(0, read)).flip();
            }
            ready = decode();
        }
        return true;
    }

    private ByteBuffer decode() {
        // Half a surrogate pair stays behind in the buffer until its other half has come.
        var result = decoder.decode(encoded, characters, ended);
        characters.flip();
        var text = text();
        if (!result.isError()) {
            finished = ended && result.isUnderflow();
            return text;
        }
        encoded.position(encoded.position() + result.length());
        decoder.reset();
        var marked = ByteBuffer.allocate(text.remaining() + 1);
        return marked.put(text).put((byte) 0xff).flip();
    }

    private ByteBuffer text() {
        var text = characters.toString();
        characters.clear();
        if (!text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1)) && !ended) {
            characters.put(text.charAt(text.length() - 1));
            text = text.substring(0, text.length() - 1);
        }
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
