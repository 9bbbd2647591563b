package io.pitchpipe.genapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a client gets from a backend, ours or another, read with a mapper that has no settings at all. */
class LenientReadingTest {

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void a_running_operation_is_read_with_fields_nobody_told_us_of() {
        var operation = json.readValue("""
                {"name":"tunedModels/a/operations/b","metadata":{"@type":"type.googleapis.com/x.CreateTunedModelMetadata","totalSteps":38,
                 "completedSteps":2,"completedPercent":5.263158,"snapshots":[{"step":1,"meanLoss":-1.1145603e-06,
                 "computeTime":"2024-03-14T15:11:23.766989274Z","gradientNorm":3},{"step":2,"epoch":1}],"tunedModel":"tunedModels/a"},
                 "cost":{"tokens":"12"},"done":false}""", Operation.class);

        assertThat(operation.done()).isFalse();
        var metadata = Objects.requireNonNull(operation.metadata());
        assertThat(metadata.completedPercent()).isEqualTo(5.263158f);
        assertThat(metadata.snapshots())
                .containsExactly(
                        new TuningSnapshot(
                                1, 0, -1.1145603e-06f, Instant.parse("2024-03-14T15:11:23.766989274Z"), null),
                        new TuningSnapshot(2, 1, 0, null, null));
    }

    @Test
    void a_finished_operation_holds_its_model_beside_the_type() {
        var operation = json.readValue("""
                {"name":"tunedModels/a/operations/b","done":true,"response":{"@type":"type.googleapis.com/x.TunedModel",
                 "name":"tunedModels/a","state":"ACTIVE","readerProjectNumbers":["123",456]}}""", Operation.class);

        var response = Objects.requireNonNull(operation.response());
        assertThat(response.type()).isEqualTo("type.googleapis.com/x.TunedModel");
        assertThat(response.model().state()).isEqualTo(TunedModelState.ACTIVE);
        assertThat(response.model().readerProjectNumbers()).containsExactly("123", "456");
    }

    @Test
    void a_cancelled_operation_says_so() {
        var operation = json.readValue("{\"done\":true,\"error\":{\"code\":1,\"message\":\"x\"}}", Operation.class);

        assertThat(operation.cancelled()).isTrue();
    }

    @Test
    void an_unknown_state_is_kept_raw_and_a_number_is_understood() {
        assertThat(json.readValue("{\"state\":\"PAUSED\"}", TunedModel.class).state())
                .isEqualTo(new TunedModelState("PAUSED"));
        assertThat(json.readValue("{\"state\":2}", TunedModel.class).state()).isEqualTo(TunedModelState.ACTIVE);
    }

    @Test
    void what_a_client_sends_is_small() {
        var request = TunedModel.toCreate(
                "models/m",
                "a name",
                null,
                TuningTask.toCreate(
                        java.util.List.of(new TuningExample("1", "2")), new Hyperparameters(5, 4, 0.001f, null)));

        assertThat(json.writeValueAsString(request)).isEqualTo("""
                {"baseModel":"models/m","displayName":"a name","tuningTask":{"trainingData":{"examples":{"examples":[{"textInput":"1","output":"2"}]}},\
                "hyperparameters":{"epochCount":5,"batchSize":4,"learningRate":0.001}}}""");
    }
}
