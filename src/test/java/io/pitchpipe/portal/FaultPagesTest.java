package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FaultPagesTest {

    private static final FilterChain DATABASE_AWAY = (request, response) -> {
        throw new CannotGetJdbcConnectionException("no connection", new SQLException("secret-host refused"));
    };

    private final FaultPages pages = new FaultPages();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/datasets");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void a_browser_gets_a_page_with_a_sentence_while_the_database_is_away() throws ServletException, IOException {
        request.addHeader("Accept", "text/html,*/*");
        pages.doFilter(request, response, DATABASE_AWAY);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("10");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentType()).startsWith("text/html");
        assertThat(response.getContentAsString()).contains("<h1>", "fault.css").doesNotContain("secret-host", "SQL");
    }

    @Test
    void a_program_gets_the_sentence_without_a_page() throws ServletException, IOException {
        pages.doFilter(request, response, DATABASE_AWAY);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).startsWith("text/plain");
        assertThat(response.getContentAsString()).doesNotContain("<", "secret-host");
    }

    @Test
    void another_fault_is_a_500_with_a_code_to_quote_and_nothing_of_its_cause() throws ServletException, IOException {
        pages.doFilter(request, response, (asked, answer) -> {
            throw new IllegalStateException("secret-detail");
        });

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getHeader("Retry-After")).isNull();
        assertThat(response.getContentAsString()).doesNotContain("secret-detail", "{0}");
    }

    @Test
    void an_answer_that_has_begun_is_not_written_into() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> pages.doFilter(request, response, (asked, answer) -> {
                    answer.getWriter().write("half");
                    answer.flushBuffer();
                    throw new IllegalStateException("cut");
                }));
    }
}
