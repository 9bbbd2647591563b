package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Looks at the first bytes of a file, whatever its name says, and refuses what is no table of text. */
final class Magic {

    private static final List<byte[]> BINARIES = List.of(
            bytes(0x89, 'P', 'N', 'G'),
            bytes(0xff, 0xd8, 0xff),
            bytes('G', 'I', 'F', '8'),
            bytes('%', 'P', 'D', 'F'),
            bytes(0x7f, 'E', 'L', 'F'),
            bytes('M', 'Z', 0x90),
            bytes('P', 'A', 'R', '1'),
            bytes('R', 'a', 'r', '!'),
            bytes('7', 'z', 0xbc, 0xaf),
            bytes('B', 'Z', 'h'),
            bytes(0xfd, '7', 'z', 'X'),
            bytes(0x28, 0xb5, 0x2f, 0xfd),
            bytes('S', 'Q', 'L', 'i', 't', 'e', ' ', 'f'),
            bytes('R', 'I', 'F', 'F'),
            bytes('O', 'g', 'g', 'S'),
            bytes('I', 'D', '3'));

    /** Control characters that a small text may have by accident; its rows with a NUL are left out one by one. */
    private static final int STRAY_CONTROLS = 2;

    private Magic() {}

    /** @throws RefusedFileException if this is not the beginning of anything Pitchpipe reads */
    static void check(byte[] head, int length) {
        if (zip(head, length)) {
            if (!workbook(head, length) && !archive(head, length)) {
                throw new RefusedFileException(Reason.ZIP);
            }
            return;
        }
        if (starts(head, length, bytes(0xd0, 0xcf, 0x11, 0xe0))) {
            throw new RefusedFileException(Reason.OLD_EXCEL);
        }
        if (gzip(head, length) || utf16(head, length) != null) {
            return;
        }
        if (webPage(head, length)) {
            throw new RefusedFileException(Reason.WEB_PAGE);
        }
        var controls = 0;
        var seen = Math.min(length, 4096);
        for (var i = 0; i < seen; i++) {
            var b = head[i];
            if (b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != 0x0c && b != 0x1b) {
                controls++;
            }
        }
        if (controls > STRAY_CONTROLS + seen / 50 || BINARIES.stream().anyMatch(magic -> starts(head, length, magic))) {
            throw new RefusedFileException(Reason.BINARY);
        }
    }

    /** What is saved in place of a file when its address first wanted somebody to sign in. */
    private static boolean webPage(byte[] head, int length) {
        var from = utf8Mark(head, length) ? 3 : 0;
        var beginning = new String(head, from, Math.min(length - from, 200), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return beginning.startsWith("<!doctype html") || beginning.startsWith("<html");
    }

    static boolean zip(byte[] head, int length) {
        return starts(head, length, bytes('P', 'K', 3, 4)) || starts(head, length, bytes('P', 'K', 5, 6));
    }

    static boolean gzip(byte[] head, int length) {
        return starts(head, length, bytes(0x1f, 0x8b));
    }

    /** A first entry that this can unpack: of a version of the format there is, stored or deflated. */
    private static boolean archive(byte[] head, int length) {
        return length > 30
                && head[2] == 3
                && head[4] <= 63
                && head[5] == 0
                && (head[8] == 0 || head[8] == 8)
                && head[9] == 0;
    }

    /** A workbook's first entries name its parts; a full look follows when it is opened. */
    static boolean workbook(byte[] head, int length) {
        var names = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        return names.contains("[Content_Types].xml") || names.contains("xl/") || names.contains("_rels/.rels");
    }

    /** The kind of UTF-16, by its byte order mark or, for mostly Latin text without one, by every second byte being NUL; or null. */
    static @org.jspecify.annotations.Nullable String utf16(byte[] head, int length) {
        if (starts(head, length, bytes(0xff, 0xfe))) {
            return "UTF-16LE";
        }
        if (starts(head, length, bytes(0xfe, 0xff))) {
            return "UTF-16BE";
        }
        int[] nuls = {0, 0};
        var seen = Math.min(length, 400);
        for (var i = 0; i < seen; i++) {
            if (head[i] == 0) {
                nuls[i & 1]++;
            }
        }
        if (seen >= 4 && nuls[1] > seen * 0.4 && nuls[0] == 0) {
            return "UTF-16LE";
        }
        return seen >= 4 && nuls[0] > seen * 0.4 && nuls[1] == 0 ? "UTF-16BE" : null;
    }

    static boolean utf8Mark(byte[] head, int length) {
        return starts(head, length, bytes(0xef, 0xbb, 0xbf));
    }

    private static boolean starts(byte[] head, int length, byte[] magic) {
        if (length < magic.length) {
            return false;
        }
        for (var i = 0; i < magic.length; i++) {
            if (head[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
