package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Finds what a part of a workbook is encoded in, and makes it UTF-8 before anything looks at it. */
final class XmlEncoding {

    /** A declaration is written at once, at the beginning. */
    private static final int HEAD = 128;

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private XmlEncoding() {}

    /**
     * The part in UTF-8, without a byte order mark.
     *
     * @see <a href="https://www.w3.org/TR/xml/#sec-guessing">XML 1.0, appendix F</a>
     */
    static InputStream utf8(InputStream part) throws IOException {
        var in = new PushbackInputStream(part, HEAD);
        var head = in.readNBytes(HEAD);
        var mark = Magic.utf8Mark(head, head.length) ? 3 : starts(head, 0xfe, 0xff) || starts(head, 0xff, 0xfe) ? 2 : 0;
        in.unread(head, mark, head.length - mark);
        var charset = charset(head, mark);
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)
                ? in
                : new TranscodingStream(in, charset);
    }

    private static Charset charset(byte[] head, int mark) {
        if (mark == 3) {
            return StandardCharsets.UTF_8;
        }
        if (starts(head, 0xfe, 0xff) || starts(head, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (starts(head, 0xff, 0xfe) || starts(head, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        var declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            var charset = Charset.forName(declared.group(1));
            // What calls itself UTF-16 in bytes of ASCII was made from a text in memory, and then saved as UTF-8.
            return charset.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalArgumentException unknown) {
            throw new RefusedFileException(Reason.BROKEN_WORKBOOK, unknown);
        }
    }

    private static boolean starts(byte[] head, int first, int second) {
        return head.length >= 2 && head[0] == (byte) first && head[1] == (byte) second;
    }
}
