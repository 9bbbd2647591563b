package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitchpipe.testing.RawHttp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Tomcat as the portal sets it up, with a servlet that says what it sees. */
class ServerSettingsTest {

    private static final class Mirror extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .write(request.getRemoteAddr() + " " + request.isSecure() + " " + request.getServerName());
        }
    }

    private static RawHttp.Answer ask(List<String> trusted, String baseUrl, String headers) throws IOException {
        var factory = new TomcatServletWebServerFactory(0);
        new ServerSettings().valves(trusted, baseUrl).customize(factory);
        var server = factory.getWebServer(
                context -> context.addServlet("mirror", new Mirror()).addMapping("/*"));
        server.start();
        try {
            return RawHttp.ask(server.getPort(), "GET / HTTP/1.1\r\nHost: portal\r\n" + headers);
        } finally {
            server.stop();
        }
    }

    private static final String FORWARDED =
            "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n";

    @Test
    void a_proxy_that_is_named_says_who_asks_and_that_they_came_by_tls_but_never_for_which_host() throws Exception {
        var answer = ask(List.of(" 10.0.0.2 ", "127.0.0.0/8"), "", FORWARDED);
        assertThat(answer.text()).contains("203.0.113.7 true portal");
        assertThat(answer.headers()).containsKey("strict-transport-security");
    }

    @Test
    void a_proxy_that_is_not_named_says_nothing() throws Exception {
        var answer = ask(List.of("10.0.0.2"), "", FORWARDED);
        assertThat(answer.text()).contains("127.0.0.1 false portal");
        assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
    }

    @Test
    void where_people_come_by_https_browsers_are_told_to_stay_with_it() throws Exception {
        assertThat(ask(List.of(), "https://tune.example.org", "").headers()).containsKey("strict-transport-security");
    }

    @Test
    void what_is_no_address_stops_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSettings.trusting(List.of("10.0.0.0/99")))
                .withMessageContaining("pitchpipe.trusted-proxies");
    }
}
