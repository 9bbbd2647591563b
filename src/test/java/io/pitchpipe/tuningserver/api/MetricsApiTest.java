package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.lm.TrainingDivergedException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a scrape reads, before and after something was done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsApiTest {

    private static final String TOKEN = "a-token-for-scrapes";

    private final FakeEngine engine = new FakeEngine();

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private String key;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(
                data,
                engine,
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "--pitchpipe.server.metrics-token=" + TOKEN,
                "--pitchpipe.server.disk-budget=5MB",
                "--pitchpipe.server.adapter-memory=7MB");
        key = server.key(1);
    }

    @AfterAll
    void stop() {
        engine.steps.release(1000);
        server.close();
    }

    private TestServer.Answer scrape(String token) {
        return server.send("GET", "/metrics", null, "Authorization", "Bearer " + token);
    }

    /** A series' value, 0 while it is not there. */
    private double value(String series) {
        return TestServer.sample(server.metrics(TOKEN), series);
    }

    /** What ended or was answered is counted a moment after its caller hears of it. */
    private void awaitRise(String series, double before, double by) {
        TestServer.await(series + " rises by " + by, () -> value(series) - before == by);
    }

    private String create(String input, int steps) {
        var id = "m" + UUID.randomUUID();
        ApiTest.created(server.post(
                "/v1beta/tunedModels?tunedModelId=" + id + "&key=" + key,
                Bodies.create("metrics", "\"batchSize\":1,\"epochCount\":" + steps, List.of(input))));
        return id;
    }

    private void awaitEnd(String id) {
        TestServer.await(
                id,
                () -> !server.get("/v1beta/tunedModels/" + id + "?key=" + key)
                        .json()
                        .path("state")
                        .asString()
                        .equals("CREATING"));
    }

    @Test
    void nobody_reads_it_without_a_token() {
        assertThat(server.get("/metrics").status()).isEqualTo(401);
        assertThat(scrape("a-token-for-others").errorStatus()).isEqualTo("UNAUTHENTICATED");
        assertThat(server.get("/metrics?key=" + key).status()).isEqualTo(401);
        assertThat(scrape(key).status()).isEqualTo(401);
        assertThat(scrape(TestServer.ADMIN).status()).isEqualTo(200);

        var read = scrape(TOKEN);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.contentType()).isEqualTo("text/plain;version=0.0.4;charset=utf-8");
        assertThat(server.send("GET", "/admin/status", null, "Authorization", "Bearer " + TOKEN)
                        .status())
                .as("a token for scrapes is none for the admin surface")
                .isEqualTo(401);
    }

    @Test
    void a_token_that_can_be_guessed_is_refused_at_the_start(@TempDir Path data) {
        assertThatThrownBy(() -> TestServer.start(data, engine, "--pitchpipe.server.metrics-token=" + "x".repeat(15)))
                .hasStackTraceContaining("pitchpipe.server.metrics-token has at least 16 characters");
    }

    @Test
    void trainings_their_steps_and_their_tokens_are_counted() {
        double asked = value("pitchpipe_trainings_asked_total");
        double active = value("pitchpipe_trainings_ended_total{outcome=\"active\"}");
        double steps = value("pitchpipe_training_step_seconds_count");
        double seconds = value("pitchpipe_training_step_seconds_sum");
        double tokens = value("pitchpipe_training_tokens_total");

        awaitEnd(create("1", 4));

        assertThat(value("pitchpipe_trainings_asked_total") - asked).isEqualTo(1);
        awaitRise("pitchpipe_trainings_ended_total{outcome=\"active\"}", active, 1);
        assertThat(value("pitchpipe_training_step_seconds_count") - steps).isEqualTo(4);
        assertThat(value("pitchpipe_training_step_seconds_sum") - seconds).isCloseTo(0.008, within(1e-6));
        assertThat(value("pitchpipe_training_tokens_total") - tokens).isEqualTo(4 * FakeEngine.TOKENS_PER_STEP);
        assertThat(value("pitchpipe_training_step_seconds_bucket{le=\"0.01\"}"))
                .isEqualTo(value("pitchpipe_training_step_seconds_count"));
    }

    @Test
    void failures_are_counted_by_what_went_wrong() {
        double failed = value("pitchpipe_trainings_ended_total{outcome=\"failed\"}");
        double diverged = value("pitchpipe_training_failures_total{kind=\"diverged\"}");
        double unexpected = value("pitchpipe_training_failures_total{kind=\"unexpected\"}");

        engine.failure = TrainingDivergedException.ofLoss(3, Double.NaN);
        awaitEnd(create("1", 1));
        engine.failure = new IllegalStateException("nobody foresaw it");
        awaitEnd(create("1", 1));

        awaitRise("pitchpipe_training_failures_total{kind=\"unexpected\"}", unexpected, 1);
        awaitRise("pitchpipe_training_failures_total{kind=\"diverged\"}", diverged, 1);
        awaitRise("pitchpipe_trainings_ended_total{outcome=\"failed\"}", failed, 2);
        assertThat(value("pitchpipe_training_failures_total{kind=\"disk_full\"}"))
                .isZero();
    }

    @Test
    void the_queue_is_told_by_state_and_priority_and_who_left_it_is_counted_as_cancelled() {
        double cancelled = value("pitchpipe_trainings_ended_total{outcome=\"cancelled\"}");
        var slow = create("slow", 1);
        TestServer.await("slow runs", () -> queue("running", "usual") == 1);
        var waits = create("1", 1);
        var raised = create("1", 1);
        server.send(
                "PUT",
                "/admin/jobs/" + raised + "/priority",
                "{\"priority\":100}",
                "Authorization",
                "Bearer " + TestServer.ADMIN);

        assertThat(queue("waiting", "usual")).isEqualTo(1);
        assertThat(queue("waiting", "raised")).isEqualTo(1);
        assertThat(queue("waiting", "lowered")).isZero();

        List.of(waits, raised).forEach(id -> server.post("/v1beta/tunedModels/" + id + ":cancel?key=" + key, "{}"));
        assertThat(queue("waiting", "usual") + queue("waiting", "raised")).isZero();
        awaitRise("pitchpipe_trainings_ended_total{outcome=\"cancelled\"}", cancelled, 2);
        engine.steps.release(1);
        awaitEnd(slow);
        TestServer.await("the queue is empty", () -> queue("running", "usual") == 0);
    }

    private double queue(String state, String priority) {
        return value("pitchpipe_queue_trainings{priority=\"%s\",state=\"%s\"}".formatted(priority, state));
    }

    @Test
    void answers_are_counted_in_tokens_and_timed_to_their_first_text() {
        double prompts = value("pitchpipe_generation_tokens_total{kind=\"prompt\"}");
        double outputs = value("pitchpipe_generation_tokens_total{kind=\"output\"}");
        double first = value("pitchpipe_generation_first_token_seconds_count");
        double whole = value("pitchpipe_generation_seconds_count");

        server.post("/v1beta/models/fake-base:generateContent?key=" + key, Bodies.prompt("one two"));

        assertThat(value("pitchpipe_generation_tokens_total{kind=\"prompt\"}") - prompts)
                .isEqualTo(2);
        assertThat(value("pitchpipe_generation_tokens_total{kind=\"output\"}") - outputs)
                .isEqualTo(3);
        assertThat(value("pitchpipe_generation_first_token_seconds_count") - first)
                .isEqualTo(1);
        assertThat(value("pitchpipe_generation_seconds_count") - whole).isEqualTo(1);
        assertThat(value("pitchpipe_generations_refused_total")).isZero();
    }

    @Test
    void requests_are_counted_by_their_route_and_nothing_a_caller_writes_becomes_a_label() {
        var generate =
                "pitchpipe_http_requests_seconds_count{method=\"POST\",route=\"/{version}/{collection}/{id}:generateContent\",status=\"%s\"}";
        double well = value(generate.formatted("200"));
        double unknown = value("pitchpipe_http_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"}");

        server.post("/v1beta/models/fake-base:generateContent?key=" + key, Bodies.prompt("1"));
        server.post("/v1/models/fake-demo:generateContent?key=" + key, Bodies.prompt("1"));
        server.post("/v1/models/no-secret-name:generateContent?key=" + key, Bodies.prompt("1"));
        server.get("/no/such/way-in");
        server.send("BREW", "/no/such/way-in", null);

        awaitRise(generate.formatted("200"), well, 2);
        awaitRise(generate.formatted("404"), 0, 1);
        awaitRise("pitchpipe_http_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"}", unknown, 1);
        TestServer.await("the other method", () -> server.metrics(TOKEN).contains("method=\"other\""));
        assertThat(server.metrics(TOKEN)).doesNotContain("BREW", "no-secret-name", "way-in", "fake-base", key);
    }

    @Test
    void memory_and_disk_are_told_with_their_budgets() {
        var text = server.metrics(TOKEN);

        assertThat(TestServer.sample(text, "pitchpipe_engine_weights_bytes")).isEqualTo(4000);
        assertThat(TestServer.sample(text, "pitchpipe_engine_adapter_bytes")).isEqualTo(20);
        assertThat(TestServer.sample(text, "pitchpipe_engine_adapters")).isEqualTo(2);
        assertThat(TestServer.sample(text, "pitchpipe_engine_adapter_budget_bytes"))
                .isEqualTo(7 << 20);
        assertThat(TestServer.sample(text, "pitchpipe_process_resident_bytes")).isEqualTo(5000);
        assertThat(TestServer.sample(text, "pitchpipe_disk_budget_bytes")).isEqualTo(5 << 20);
        assertThat(TestServer.sample(text, "pitchpipe_disk_reserve_bytes")).isEqualTo(256 << 20);
        assertThat(TestServer.sample(text, "pitchpipe_disk_free_bytes")).isPositive();
        assertThat(text).contains("jvm_memory_used_bytes{area=\"heap\"");
        double used = value("pitchpipe_disk_used_bytes");
        awaitEnd(create("1", 1));
        TestServer.await("its adapter takes room", () -> value("pitchpipe_disk_used_bytes") > used);
    }

    @Test
    void a_scrape_while_the_database_is_away_tells_everything_else() {
        double failures = value("pitchpipe_scrape_failures_total");
        var sql = server.bean(JdbcClient.class);
        sql.sql("alter table tuned_model rename to away").update();
        try {
            var read = scrape(TOKEN);

            assertThat(read.status()).isEqualTo(200);
            assertThat(read.body()).doesNotContain("pitchpipe_queue_trainings{").contains("pitchpipe_disk_free_bytes");
            assertThat(TestServer.sample(read.body(), "pitchpipe_scrape_failures_total") - failures)
                    .isEqualTo(1);
        } finally {
            sql.sql("alter table away rename to tuned_model").update();
        }
        assertThat(server.metrics(TOKEN)).contains("pitchpipe_queue_trainings{");
    }
}
