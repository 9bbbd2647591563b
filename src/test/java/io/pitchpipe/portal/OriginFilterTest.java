package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OriginFilterTest {

    private static int status(OriginFilter filter, String host, String origin) throws ServletException, IOException {
        var request = new MockHttpServletRequest("POST", "/");
        request.setServerName(host.replaceAll(":[0-9]+$", ""));
        request.setServerPort(8080);
        request.addHeader("Host", host);
        if (!origin.isEmpty()) {
            request.addHeader("Origin", origin);
        }
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "LOCALHOST", "127.0.0.1:8080", "[::1]:8080", "tune.example.org", "box:8080"})
    void its_own_names_are_answered(String host) throws Exception {
        var filter = new OriginFilter(List.of("box", ""), "https://tune.example.org", (address, what) -> {});
        assertThat(status(filter, host, "")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "", "[::2]"})
    void a_foreign_host_is_refused(String host) throws Exception {
        assertThat(status(new OriginFilter(List.of(), "", (address, what) -> {}), host, ""))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, 200",
        "https://tune.example.org, 200",
        "https://tune.example.org:443, 200",
        "https://tune.example.org:8443, 403",
        "http://tune.example.org, 403",
        "http://localhost:9999, 403",
        "https://localhost:8080, 403",
        "http://evil.example, 403",
        "null, 403",
        "'http://[', 403",
    })
    void only_its_own_pages_may_send(String origin, int expected) throws Exception {
        var filter = new OriginFilter(List.of(), "https://tune.example.org", (address, what) -> {});
        assertThat(status(filter, "localhost:8080", origin)).isEqualTo(expected);
    }

    @Test
    void a_base_url_that_is_none_stops_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginFilter(List.of(), "tune.example.org", (address, what) -> {}));
    }
}
