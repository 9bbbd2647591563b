package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.genapi.ApiError;
import io.pitchpipe.genapi.Candidate;
import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.CreateTunedModelMetadata;
import io.pitchpipe.genapi.GenerateContentResponse;
import io.pitchpipe.genapi.Hyperparameters;
import io.pitchpipe.genapi.ListTunedModelsResponse;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.genapi.Operation;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TunedModelSource;
import io.pitchpipe.genapi.TunedModelState;
import io.pitchpipe.genapi.TuningSnapshot;
import io.pitchpipe.genapi.TuningTask;
import io.pitchpipe.genapi.TypedTunedModel;
import io.pitchpipe.genapi.UsageMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies as the public documents show them, byte for byte; the sizes are those that their transfer meters print. */
class GoldenWireTest {

    private static final String v1beta = "type.googleapis.com/google.ai.generativelanguage.v1beta.";
    private static final String v1beta3 = "type.googleapis.com/google.ai.generativelanguage.v1beta3.";

    @Test
    void the_answer_to_create_is_the_documented_296_bytes() {
        var body = WireJson.body(created(v1beta, 38, "number-generator-model-dzlmi0gswwqb", "bvl8dymw0fhw"));

        assertThat(body).isEqualTo("""
                {
                  "name": "tunedModels/number-generator-model-dzlmi0gswwqb/operations/bvl8dymw0fhw",
                  "metadata": {
                    "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
                    "totalSteps": 38,
                    "tunedModel": "tunedModels/number-generator-model-dzlmi0gswwqb"
                  }
                }
                """);
        assertThat(bytes(body)).isEqualTo(296);
    }

    @Test
    void the_answer_to_the_older_version_is_the_documented_297_bytes() {
        assertThat(bytes(WireJson.body(created(v1beta3, 23, "number-generator-model-q2d0uism5ivd", "xvyx09sjxlmh"))))
                .isEqualTo(297);
    }

    @Test
    void a_model_being_made_is_the_documented_494_bytes() {
        var body = WireJson.body(new TunedModel(
                "tunedModels/number-generator-model-q2d0uism5ivd",
                null,
                "models/text-bison-001",
                "number generator model",
                null,
                TunedModelState.CREATING,
                Instant.parse("2023-09-19T19:56:25.999303Z"),
                Instant.parse("2023-09-19T19:56:25.999303Z"),
                new TuningTask(
                        Instant.parse("2023-09-19T19:56:26.297862545Z"),
                        null,
                        List.of(),
                        null,
                        new Hyperparameters(3, 2, 0.001f, null),
                        null),
                0.7f,
                0.95f,
                40,
                null));

        assertThat(body).isEqualTo("""
                {
                  "name": "tunedModels/number-generator-model-q2d0uism5ivd",
                  "baseModel": "models/text-bison-001",
                  "displayName": "number generator model",
                  "state": "CREATING",
                  "createTime": "2023-09-19T19:56:25.999303Z",
                  "updateTime": "2023-09-19T19:56:25.999303Z",
                  "tuningTask": {
                    "startTime": "2023-09-19T19:56:26.297862545Z",
                    "hyperparameters": {
                      "epochCount": 3,
                      "batchSize": 2,
                      "learningRate": 0.001
                    }
                  },
                  "temperature": 0.7,
                  "topP": 0.95,
                  "topK": 40
                }
                """);
        assertThat(bytes(body)).isEqualTo(494);
    }

    @Test
    void a_running_operation_shows_progress_and_no_done() {
        var body = WireJson.body(new Operation(
                "tunedModels/a/operations/b",
                new CreateTunedModelMetadata(
                        v1beta + "CreateTunedModelMetadata",
                        38,
                        2,
                        100f * 2 / 38,
                        List.of(
                                new TuningSnapshot(
                                        1, 0, 16.613504f, Instant.parse("2023-09-18T11:06:44.532937624Z"), null),
                                new TuningSnapshot(
                                        2, 1, -1.1145603e-06f, Instant.parse("2023-09-18T11:06:47.825134421Z"), null)),
                        "tunedModels/a",
                        0,
                        null),
                false,
                null,
                null));

        assertThat(body).isEqualTo("""
                {
                  "name": "tunedModels/a/operations/b",
                  "metadata": {
                    "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
                    "totalSteps": 38,
                    "completedSteps": 2,
                    "completedPercent": 5.263158,
                    "snapshots": [
                      {
                        "step": 1,
                        "meanLoss": 16.613504,
                        "computeTime": "2023-09-18T11:06:44.532937624Z"
                      },
                      {
                        "step": 2,
                        "epoch": 1,
                        "meanLoss": -1.1145603e-06,
                        "computeTime": "2023-09-18T11:06:47.825134421Z"
                      }
                    ],
                    "tunedModel": "tunedModels/a"
                  }
                }
                """);
    }

    @Test
    void a_finished_operation_carries_the_type_first_in_its_response() {
        var chained = new TunedModel(
                "tunedModels/a",
                new TunedModelSource("tunedModels/b", "models/m"),
                null,
                null,
                "",
                TunedModelState.ACTIVE,
                null,
                null,
                null,
                1f,
                0f,
                0,
                List.of("123456789012"));
        var body = WireJson.body(new Operation(
                "tunedModels/a/operations/b", null, true, null, new TypedTunedModel(v1beta + "TunedModel", chained)));

        assertThat(body).isEqualTo("""
                {
                  "name": "tunedModels/a/operations/b",
                  "done": true,
                  "response": {
                    "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel",
                    "name": "tunedModels/a",
                    "tunedModelSource": {
                      "tunedModel": "tunedModels/b",
                      "baseModel": "models/m"
                    },
                    "state": "ACTIVE",
                    "temperature": 1,
                    "topP": 0,
                    "topK": 0,
                    "readerProjectNumbers": [
                      "123456789012"
                    ]
                  }
                }
                """);
    }

    @Test
    void an_answer_shows_index_zero() {
        var body = WireJson.body(new GenerateContentResponse(
                List.of(new Candidate(Content.of("model", "LXIV"), "STOP", 0)),
                null,
                new UsageMetadata(5, 3, 8),
                "tunedModels/a",
                null));

        assertThat(body).isEqualTo("""
                {
                  "candidates": [
                    {
                      "content": {
                        "parts": [
                          {
                            "text": "LXIV"
                          }
                        ],
                        "role": "model"
                      },
                      "finishReason": "STOP",
                      "index": 0
                    }
                  ],
                  "usageMetadata": {
                    "promptTokenCount": 5,
                    "candidatesTokenCount": 3,
                    "totalTokenCount": 8
                  },
                  "modelVersion": "tunedModels/a"
                }
                """);
    }

    @Test
    void nothing_is_an_empty_object_of_three_bytes() {
        assertThat(WireJson.body(new ListTunedModelsResponse(List.of(), null))).isEqualTo("{}\n");
        assertThat(WireJson.body(java.util.Map.of())).isEqualTo("{}\n");
    }

    @Test
    void a_base_model_stands_in_proto_order() {
        assertThat(WireJson.body(
                        new Model(
                                "models/m",
                                null,
                                "001",
                                "M",
                                "d",
                                10,
                                5,
                                List.of("generateContent"),
                                1f,
                                0.95f,
                                64,
                                2f),
                        new Shape(false, false, false, Optional.empty())))
                .isEqualTo("""
                        {"name":"models/m","version":"001","displayName":"M","description":"d","inputTokenLimit":10,"outputTokenLimit":5,\
                        "supportedGenerationMethods":["generateContent"],"temperature":1,"topP":0.95,"topK":64,"maxTemperature":2}
                        """);
    }

    @Test
    void an_error_is_the_documented_envelope() {
        assertThat(WireJson.body(
                        ApiError.of(RpcCode.NOT_FOUND, "Tuned model tunedModels/generate-num-8122 does not exist.")))
                .isEqualTo("""
                        {
                          "error": {
                            "code": 404,
                            "message": "Tuned model tunedModels/generate-num-8122 does not exist.",
                            "status": "NOT_FOUND"
                          }
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0.7, 0.7",
        "0.001, 0.001",
        "0.0001, 0.0001",
        "0.00005, 5e-05",
        "16.613504, 16.613504",
        "100, 100",
        "-1.1145603e-06, -1.1145603e-06",
        "1e9, 1e+09",
        "123456789, 1.2345679e+08",
        "0, 0",
        "5.263158, 5.263158"
    })
    void floats_are_the_shortest_text_of_a_float32(float value, String text) {
        assertThat(WireJson.floatText(value)).isEqualTo(text);
    }

    private static Operation created(String types, int totalSteps, String model, @Nullable String operation) {
        return new Operation(
                "tunedModels/" + model + "/operations/" + operation,
                new CreateTunedModelMetadata(
                        types + "CreateTunedModelMetadata", totalSteps, 0, 0, null, "tunedModels/" + model, 0, null),
                false,
                null,
                null);
    }

    private static int bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }
}
