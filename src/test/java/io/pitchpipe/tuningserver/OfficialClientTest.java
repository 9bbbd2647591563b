package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.CreateTuningJobConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.ListTuningJobsConfig;
import com.google.genai.types.Model;
import com.google.genai.types.TuningDataset;
import com.google.genai.types.TuningExample;
import com.google.genai.types.UpdateModelConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client, unchanged but for the address, on the real engine and the bundled demo base: it tunes, polls, prompts, streams, counts, cancels, lists, changes and deletes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialClientTest {

    static final String DEMO = "models/pitchpipe-demo";

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @SuppressWarnings("NullAway.Init")
    private String key;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data, null);
        key = server.key(123456789012L);
        client = Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl("http://127.0.0.1:" + server.port())
                        .build())
                .build();
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    /** The tutorial's fifteen pairs. */
    private static List<TuningExample> numbers() {
        return Stream.of(
                        "1,2",
                        "3,4",
                        "-3,-2",
                        "twenty two,twenty three",
                        "two hundred,two hundred one",
                        "ninety nine,one hundred",
                        "8,9",
                        "-98,-97",
                        "thirteen,fourteen",
                        "eighty,eighty one",
                        "one,two",
                        "three,four",
                        "seven,eight",
                        "41,42",
                        "eleven,twelve")
                .map(pair -> pair.split(","))
                .map(pair -> TuningExample.builder()
                        .textInput(pair[0])
                        .output(pair[1])
                        .build())
                .toList();
    }

    @Test
    void the_client_tunes_polls_and_prompts() {
        var base = client.models.get(DEMO, null);
        assertThat(base.displayName().orElseThrow()).containsIgnoringCase("demo");

        var job = client.tunings.tune(
                DEMO,
                TuningDataset.builder().examples(numbers()).build(),
                CreateTuningJobConfig.builder()
                        .tunedModelDisplayName("Number generator 100")
                        .epochCount(2)
                        .batchSize(4)
                        .learningRate(0.001f)
                        .build());
        var name = job.name().orElseThrow();
        assertThat(name).startsWith("tunedModels/number-generator-100-");
        TestServer.await(
                "the job",
                () -> client.tunings
                        .get(name, null)
                        .state()
                        .orElseThrow()
                        .toString()
                        .equals("JOB_STATE_SUCCEEDED"));
        var done = client.tunings.get(name, null);
        assertThat(done.baseModel()).contains(DEMO);
        assertThat(done.startTime()).isPresent();
        assertThat(done.endTime()).isPresent();

        var snapshots = server.get("/v1beta/" + name + "?key=" + key)
                .json()
                .path("tuningTask")
                .path("snapshots");
        assertThat(snapshots.size()).isEqualTo(8);
        assertThat(snapshots.get(7).path("epoch").asInt()).isEqualTo(2);
        assertThat(snapshots.get(0).path("meanLoss").asDouble()).isPositive();

        var greedy = GenerateContentConfig.builder()
                .temperature(0f)
                .maxOutputTokens(20)
                .build();
        var answer = client.models.generateContent(name, "5", greedy);
        assertThat(answer.text()).isNotBlank();
        assertThat(answer.finishReason().toString()).isIn("STOP", "MAX_TOKENS");

        var streamed = new StringBuilder();
        try (var stream = client.models.generateContentStream(name, "5", greedy)) {
            for (var chunk : stream) {
                streamed.append(chunk.text() == null ? "" : chunk.text());
            }
        }
        assertThat(streamed.toString()).isEqualTo(answer.text());
        assertThat(client.models.countTokens(name, "hello", null).totalTokens().orElseThrow())
                .isPositive();
        assertThat(client.models.generateContent(DEMO, "5", greedy).text()).isNotNull();
        theEnginesWorkIsMeasured();
        itIsListedChangedAndDeleted(name);
    }

    private void itIsListedChangedAndDeleted(String name) {
        var cancelled = client.tunings
                .tune(
                        DEMO,
                        TuningDataset.builder().examples(numbers()).build(),
                        CreateTuningJobConfig.builder()
                                .tunedModelDisplayName("Cancelled")
                                .epochCount(1000)
                                .build())
                .name()
                .orElseThrow();
        client.tunings.cancel(cancelled, null);
        TestServer.await(
                "the end of the cancelled one",
                () -> client.tunings
                        .get(cancelled, null)
                        .state()
                        .orElseThrow()
                        .toString()
                        .matches("JOB_STATE_(SUCCEEDED|FAILED)"));

        assertThat(names(client.models.list(
                        ListModelsConfig.builder().queryBase(false).pageSize(1).build())))
                .containsExactly(name, cancelled);
        assertThat(names(client.models.list(
                        ListModelsConfig.builder().queryBase(true).build())))
                .contains(DEMO);
        assertThat(client.tunings
                        .list(ListTuningJobsConfig.builder().pageSize(1).build())
                        .page())
                .hasSize(1);

        client.models.update(
                name, UpdateModelConfig.builder().displayName("Renamed").build());
        assertThat(client.models.get(name, null).displayName()).contains("Renamed");
        client.models.delete(name, null);
        assertThatThrownBy(() -> client.models.get(name, null))
                .isInstanceOfSatisfying(
                        ClientException.class, gone -> assertThat(gone.code()).isEqualTo(404));
    }

    private static List<String> names(Iterable<Model> models) {
        return StreamSupport.stream(models.spliterator(), false)
                .map(model -> model.name().orElseThrow())
                .toList();
    }

    /** 15 examples for 2 epochs by fours, of at least 4 tokens each; three answers of at most 20 tokens; the base's weights, and an adapter smaller than these. */
    private void theEnginesWorkIsMeasured() {
        var measured = server.metrics(TestServer.ADMIN);
        assertThat(TestServer.sample(measured, "pitchpipe_training_step_seconds_count"))
                .isEqualTo(8);
        assertThat(TestServer.sample(measured, "pitchpipe_training_tokens_total"))
                .isBetween(2 * 15 * 4.0, 2 * 15 * 60.0);
        assertThat(TestServer.sample(measured, "pitchpipe_generation_first_token_seconds_count"))
                .isBetween(1.0, 3.0);
        assertThat(TestServer.sample(measured, "pitchpipe_generation_tokens_total{kind=\"output\"}"))
                .isBetween(2.0, 60.0);
        assertThat(TestServer.sample(measured, "pitchpipe_engine_bases")).isEqualTo(1);
        assertThat(TestServer.sample(measured, "pitchpipe_engine_adapters")).isEqualTo(1);
        double weights = TestServer.sample(measured, "pitchpipe_engine_weights_bytes");
        assertThat(weights).isGreaterThan(1 << 20);
        assertThat(TestServer.sample(measured, "pitchpipe_engine_adapter_bytes"))
                .isBetween(1024.0, weights);
        assertThat(TestServer.sample(measured, "pitchpipe_process_resident_bytes"))
                .isGreaterThan(weights);
    }

    @Test
    void an_example_that_does_not_fit_the_base_is_refused_by_number() {
        var refused = server.post("/v1beta/tunedModels?key=" + key, """
                {"baseModel":"%s","tuningTask":{"trainingData":{"examples":{"examples":[{"textInput":"1","output":"2"},{"textInput":"%s","output":"4"}]}}}}""".formatted(DEMO, "x ".repeat(3000)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("example 2 (6,005 tokens)");
        assertThat(refused.body()).contains("examples[1]");
    }

    @Test
    void a_prompt_that_does_not_fit_the_base_is_refused() {
        var refused = server.post(
                "/v1beta/" + DEMO + ":generateContent?key=" + key,
                "{\"contents\":[{\"parts\":[{\"text\":\"%s\"}]}]}".formatted("x ".repeat(3000)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("exceeds the maximum number of tokens allowed");
    }
}
