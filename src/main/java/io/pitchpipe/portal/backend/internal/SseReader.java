package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.portal.backend.ApiFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of server-sent events as the WHATWG standard parses them (section 9.2.6): lines end in CR, LF or CRLF, several
 * data lines of one event are joined by LF, comments and other fields are passed over. Works on bytes, so that an event is
 * decoded as a whole and no character is ever split; an event that is not closed by an empty line is dropped, as the standard
 * says.
 */
final class SseReader {

    /** Far above any chunk of an answer; a stream without line ends must not fill the heap. */
    static final int MAX_EVENT = 4 << 20;

    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private final InputStream in;
    private boolean afterCarriageReturn;
    private boolean first = true;

    SseReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The data of the next event that has any.
     *
     * @return null at the end of the stream
     * @throws ApiFailure.Garbage if an event is larger than {@value #MAX_EVENT} bytes
     */
    byte @Nullable [] next() throws IOException {
        var data = new ByteArrayOutputStream();
        var any = false;
        for (byte[] line; (line = line(data.size())) != null; ) {
            if (line.length == 0) {
                if (any) {
                    return data.toByteArray();
                }
                continue;
            }
            var value = dataOf(line);
            if (value >= 0) {
                if (any) {
                    data.write('\n');
                }
                data.write(line, value, line.length - value);
                any = true;
            }
        }
        return null;
    }

    /** Where the value of a data line starts; -1 for any other line. */
    private static int dataOf(byte[] line) {
        for (var i = 0; i < DATA.length; i++) {
            if (i >= line.length || line[i] != DATA[i]) {
                return -1;
            }
        }
        if (line.length == DATA.length) {
            return DATA.length;
        }
        if (line[DATA.length] != ':') {
            return -1;
        }
        var value = DATA.length + 1;
        return value < line.length && line[value] == ' ' ? value + 1 : value;
    }

    private byte @Nullable [] line(int held) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) >= 0; ) {
            var lineFeedOfPair = afterCarriageReturn && b == '\n';
            afterCarriageReturn = b == '\r';
            if (lineFeedOfPair) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                return withoutMark(line.toByteArray());
            }
            line.write(b);
            if (held + line.size() > MAX_EVENT) {
                throw new ApiFailure.Garbage("An event of more than " + MAX_EVENT + " bytes");
            }
        }
        return null;
    }

    /** The stream may begin with a byte order mark. */
    private byte[] withoutMark(byte[] line) {
        var marked =
                first && line.length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        first = false;
        return marked ? java.util.Arrays.copyOfRange(line, 3, line.length) : line;
    }
}
