package io.pitchpipe.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One request as it is written, however wrong, and what comes back. */
public final class RawHttp {

    /** @param headers by names in lower case; of several of one name the last */
    public record Answer(int status, Map<String, String> headers, String text) {}

    private RawHttp() {}

    /** @param head the request's first line and headers, each with its line end, without the empty line */
    public static Answer ask(int port, String head) throws IOException {
        return ask(port, head, "");
    }

    public static Answer ask(int port, String head, String body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** For what is not answered to an end: waits for the first byte, and leaves. */
    public static void begin(int port, String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.getInputStream().read();
        }
    }

    private static Answer parse(String answer) {
        var end = answer.indexOf("\r\n\r\n");
        var lines = (end < 0 ? answer : answer.substring(0, end)).split("\r\n");
        if (!lines[0].startsWith("HTTP/1.1 ")) {
            throw new AssertionError("No HTTP answer: " + answer);
        }
        var headers = new TreeMap<String, String>();
        for (var line = 1; line < lines.length; line++) {
            var colon = lines[line].indexOf(':');
            headers.put(
                    lines[line].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[line].substring(colon + 1).strip());
        }
        return new Answer(
                Integer.parseInt(lines[0].substring(9, 12)), headers, end < 0 ? "" : answer.substring(end + 4));
    }
}
