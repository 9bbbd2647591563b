package io.pitchpipe.portal.embedded.internal;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A child process that behaves as the tuning server does towards its parent, and trains nothing. */
final class PretendServer {

    private PretendServer() {}

    public static void main(String[] arguments) throws Exception {
        var token = "Bearer " + System.getenv("PITCHPIPE_SERVER_ADMIN_TOKEN");
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            var allowed = Objects.equals(exchange.getRequestHeaders().getFirst("Authorization"), token);
            var path = exchange.getRequestURI().getPath();
            var answer = path.endsWith("/keys")
                    ? "{\"keyId\":\"k\",\"apiKey\":\"key-of-"
                            + ProcessHandle.current().pid() + "\"}"
                    : "{\"ready\":true,\"engine\":{\"available\":" + (arguments.length == 0)
                            + ",\"detail\":\"no natives\",\"device\":\"cuda:1\",\"dtype\":\"bf16\"}}";
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(allowed ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        System.out.println("a line of its log");
        System.out.println("PITCHPIPE_READY port=" + server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Lives until its parent closes the pipe, or is gone.
        }
        System.exit(0);
    }
}
