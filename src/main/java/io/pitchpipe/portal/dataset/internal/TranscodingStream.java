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
final class TranscodingStream extends BulkStream {

    private final CharsetDecoder decoder;
    private final ByteBuffer encoded = ByteBuffer.allocate(32 * 1024).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(32 * 1024);
    private ByteBuffer ready = ByteBuffer.allocate(0);
    private boolean ended;
    private boolean finished;

    TranscodingStream(InputStream in, Charset charset) {
        super(in);
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
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
        // A decoder never leaves half a surrogate pair: it waits until there is room for both.
        var result = decoder.decode(encoded, characters, ended);
        var text = StandardCharsets.UTF_8.encode(characters.flip());
        characters.clear();
        if (!result.isError()) {
            finished = ended && result.isUnderflow();
            return text;
        }
        encoded.position(encoded.position() + result.length());
        decoder.reset();
        return ByteBuffer.allocate(text.remaining() + 1)
                .put(text)
                .put((byte) 0xff)
                .flip();
    }
}
