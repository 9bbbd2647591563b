package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.testing.PortalTest;
import io.pitchpipe.tuningserver.TestServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What probes and scrapes of the portal read. */
class PortalMetricsTest extends PortalTest {

    @Autowired
    WebApplicationContext application;

    @Autowired
    DatasetService datasets;

    @Autowired
    Changes changes;

    @Autowired
    HealthContributorRegistry health;

    private MockMvc mvc;

    @BeforeEach
    void filters() {
        mvc = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
    }

    private String scrape() throws Exception {
        return mvc.perform(get("/actuator/prometheus").header("Authorization", "Bearer " + METRICS_TOKEN))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private double value(String series) throws Exception {
        return TestServer.sample(scrape(), series);
    }

    @Test
    void nobody_reads_the_metrics_without_the_token_signed_in_or_not() throws Exception {
        mvc.perform(get("/actuator/prometheus")).andExpect(status().isUnauthorized());
        mvc.perform(get("/actuator/prometheus").header("Authorization", "Bearer another-token-for-scrapes"))
                .andExpect(status().isUnauthorized());
        mvc.perform(get("/actuator/prometheus").header("Authorization", "Bearer "))
                .andExpect(status().isUnauthorized());
        assertThat(scrape()).contains("jvm_memory_used_bytes{");
    }

    @Test
    void a_token_that_can_be_guessed_is_refused() {
        assertThatThrownBy(() -> new ScrapeToken("x".repeat(15)))
                .hasMessage("pitchpipe.metrics-token has at least 16 characters");
    }

    @Test
    void probes_need_no_sign_in_and_tell_words_only() throws Exception {
        mvc.perform(get("/actuator/health/liveness"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("\"status\":\"UP\"")));
        mvc.perform(get("/actuator/health/readiness"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("\"db\":{\"status\":\"UP\"}")))
                .andExpect(content().string(containsString("\"diskSpace\":{\"status\":\"UP\"}")))
                .andExpect(content().string(not(containsString("details"))));
    }

    @Test
    void a_bucket_that_is_away_is_told_by_the_storage_probe_and_leaves_the_portal_ready() throws Exception {
        mvc.perform(get("/actuator/health/storage"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("\"bucket\":{\"status\":\"NONE\"}")));

        var none = Objects.requireNonNull(health.unregisterContributor("bucket"));
        try {
            health.registerContributor("bucket", (HealthIndicator) () -> Health.status(new Status("AWAY"))
                    .withDetail("key", "hidden")
                    .build());

            mvc.perform(get("/actuator/health/storage"))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(content().string(containsString("\"bucket\":{\"status\":\"AWAY\"}")))
                    .andExpect(content().string(not(containsString("hidden"))));
            mvc.perform(get("/actuator/health/readiness")).andExpect(status().isOk());
            mvc.perform(get("/actuator/health"))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("\"status\":\"AWAY\"")));
        } finally {
            health.unregisterContributor("bucket");
            health.registerContributor("bucket", none);
        }
    }

    @Test
    void files_are_counted_as_they_come_in() throws Exception {
        var team = newTeam();
        double taken = value("pitchpipe_portal_uploads_total{outcome=\"taken\"}");
        double refused = value("pitchpipe_portal_uploads_total{outcome=\"refused\"}");
        double bytes = value("pitchpipe_portal_upload_bytes_total");

        var file = "text_input,output\n1,2\n".getBytes(StandardCharsets.UTF_8);
        signIn(team);
        datasets.receive(team.id(), "numbers.csv", new ByteArrayInputStream(file));
        assertThatThrownBy(() -> datasets.receive(team.id(), "empty.csv", new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(RefusedFileException.class);

        assertThat(value("pitchpipe_portal_uploads_total{outcome=\"taken\"}") - taken)
                .isEqualTo(1);
        assertThat(value("pitchpipe_portal_uploads_total{outcome=\"refused\"}") - refused)
                .isEqualTo(1);
        assertThat(value("pitchpipe_portal_upload_bytes_total") - bytes).isEqualTo(file.length);
    }

    @Test
    void what_views_are_told_is_counted() throws Exception {
        var topic = "metrics:" + UUID.randomUUID();
        double pushes = value("pitchpipe_portal_pushes_total");
        var heard = new AtomicInteger();

        try (var watching = changes.subscribe(topic, heard::incrementAndGet)) {
            assertThat(value("pitchpipe_portal_watched")).isPositive();
            changes.bump(topic);
            await(() -> heard.get() == 1);
        }

        assertThat(value("pitchpipe_portal_pushes_total") - pushes).isPositive();
    }
}
