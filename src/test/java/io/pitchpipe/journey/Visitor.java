package io.pitchpipe.journey;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Somebody at a browser as far as the server can tell: signs in, opens pages to their views, listens to what is pushed. No scripts run. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final Pattern UI = Pattern.compile("\"v-uiId\"\\s*:\\s*(\\d+)");
    private static final Pattern KEY = Pattern.compile("\"Vaadin-Security-Key\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern PUSH = Pattern.compile("\"Vaadin-Push-ID\"\\s*:\\s*\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final String email;
    private final String password;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .connectTimeout(PATIENCE)
            .build();
    private boolean signedIn;

    Visitor(int port, String email, String password) {
        this.port = port;
        this.email = email;
        this.password = password;
    }

    /** A page that is open. */
    final class Open {

        private final String ui;
        private final String key;
        private final String push;

        private Open(String init) throws IOException {
            ui = part(UI, init);
            key = part(KEY, init);
            push = part(PUSH, init);
        }

        private void shows(String route) throws IOException, InterruptedException {
            var query = route.indexOf('?');
            var answer = uidl("""
                    {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":\
                    {"route":"%s","query":"%s","appShellTitle":"","historyState":null,"trigger":""}}],"syncId":0,"clientId":0}""".formatted(
                    key, query < 0 ? route : route.substring(0, query), query < 0 ? "" : route.substring(query + 1)));
            if (!answer.contains("\"changes\"") || answer.contains("\"sessionExpired\":true")) {
                signedIn = false;
                throw new IOException("No view: " + answer.substring(0, Math.min(200, answer.length())));
            }
        }

        private String uidl(String body) throws IOException, InterruptedException {
            return send(to("/?v-r=uidl&v-uiId=" + ui)
                            .header("Content-Type", "application/json; charset=UTF-8")
                            .POST(HttpRequest.BodyPublishers.ofString(body)))
                    .body();
        }

        /** As a browser says when the page is left. */
        void leave() throws IOException, InterruptedException {
            uidl("{\"csrfToken\":\"%s\",\"UNLOAD\":true,\"rpc\":[],\"syncId\":-1,\"clientId\":1}".formatted(key));
        }

        /** Until {@code longest} is over or the server goes away. */
        void listen(Runnable told, Duration longest) throws IOException, InterruptedException {
            var ended = new CountDownLatch(1);
            var address =
                    URI.create("ws://localhost:" + port + "/VAADIN/push?v-r=push&v-uiId=" + ui + "&v-pushId=" + push
                            + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.4-javascript&X-Atmosphere-Transport=websocket"
                            + "&X-Atmosphere-TrackMessageSize=true&X-atmo-protocol=true");
            WebSocket socket;
            try {
                socket = client.newWebSocketBuilder()
                        .header("Origin", "http://localhost:" + port)
                        .buildAsync(address, new Listener(told, ended))
                        .get(60, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException refused) {
                throw new IOException("No push", refused);
            }
            try {
                if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                    leave();
                }
            } finally {
                socket.abort();
            }
        }
    }

    private record Listener(Runnable told, CountDownLatch ended) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            if (last) {
                told.run();
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.countDown();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable failed) {
            ended.countDown();
        }
    }

    /** Loads the page and has the server build its view, as its scripts would. */
    Open opens(String route) throws IOException, InterruptedException {
        signIn();
        send(to("/" + route).GET());
        var location = URLEncoder.encode(route, StandardCharsets.UTF_8);
        var init = send(to("/?v-r=init&location=" + location).GET()).body();
        var open = new Open(init);
        open.shows(route);
        return open;
    }

    private synchronized void signIn() throws IOException, InterruptedException {
        if (signedIn) {
            return;
        }
        cookies.getCookieStore().removeAll();
        var page = send(to("/login").GET()).body();
        var answer = send(to("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + email.replace("@", "%40") + "&password="
                        + password.replace(" ", "+") + "&_csrf=" + part(TOKEN, page))));
        var to = answer.headers().firstValue("location").orElse("");
        if (to.contains("login")) {
            throw new IOException("Not signed in: " + to);
        }
        signedIn = true;
    }

    /** @param token of the metrics */
    int unfinishedTrainings(String token) throws IOException, InterruptedException {
        return (int) send(to("/actuator/prometheus")
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .body()
                .lines()
                .filter(line -> line.startsWith("pitchpipe_portal_jobs{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.uri().getPath() + " " + answer.statusCode());
        }
        if (answer.statusCode() == 302
                && answer.headers().firstValue("location").orElse("").endsWith("/login")) {
            signedIn = false;
            throw new IOException("The sign-in ended");
        }
        return answer;
    }

    private static String part(Pattern pattern, String text) throws IOException {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("No " + pattern + " in " + text.substring(0, Math.min(200, text.length())));
        }
        return found.group(1);
    }
}
