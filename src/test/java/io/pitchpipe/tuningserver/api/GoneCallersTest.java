package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that hang up while their answer is worked on: the work ends, for whole answers as for streams. */
class GoneCallersTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"generateContent", "streamGenerateContent", "streamGenerateContent?alt=sse", "generateText"})
    void a_caller_that_goes_away_ends_the_answer(String method) throws IOException {
        var body = method.equals("generateText") ? "{\"prompt\":{\"text\":\"endless\"}}" : Bodies.prompt("endless");
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request(method, body));
            TestServer.await("the answer begins", () -> engine.endless.get() == 1);
        }

        TestServer.await("the answer ends", () -> engine.endless.get() == 0);
    }

    @Test
    void what_a_caller_sends_ahead_is_answered_next() throws IOException {
        var first = request("generateContent", Bodies.prompt("first"));
        var second = request("generateContent", Bodies.prompt("second"));
        var both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(90_000);
            socket.getOutputStream().write(both);

            var answers = new StringBuilder();
            while (!answers.toString().contains("says second")) {
                int next = socket.getInputStream().read();
                assertThat(next).as(answers.toString()).isNotNegative();
                answers.append((char) next);
            }
            assertThat(answers.toString().indexOf("says first")).isPositive();
        }
    }

    private byte[] request(String method, String body) {
        return ("POST " + withKey("/v1beta/models/fake-base:" + method)
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
