package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.tuningserver.job.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The proto3 JSON mapping, as far as requests need it. */
class RequestJsonTest {

    private static ObjectNode model(String json) {
        return RequestJson.read(json.getBytes(StandardCharsets.UTF_8), Schema.tunedModel("v1beta"), "tuned_model");
    }

    @Test
    void both_spellings_are_read_at_every_level_and_commas_may_trail() {
        assertThat(model("""
                        {"display_name":"a","tuning_task":{"hyperparameters":{"batch_size":2,"epochCount":"5",},
                         "training_data":{"examples":{"examples":[{"text_input":"1","output":"2",},],},},},}""").toString()).isEqualTo("""
                        {"displayName":"a","tuningTask":{"hyperparameters":{"batchSize":2,"epochCount":5},"trainingData":{"examples":{"examples":[{"textInput":"1","output":"2"}]}}}}""");
    }

    @Test
    void null_is_absent_and_output_only_fields_are_passed_over() {
        assertThat(model("""
                        {"name":7,"state":{"what":"ever"},"createTime":"x","description":null,"tuningTask":{"snapshots":[1],"startTime":3}}""").toString()).isEqualTo("{\"tuningTask\":{}}");
    }

    @Test
    void numbers_come_as_numbers_or_text_and_int64_leaves_as_text() {
        assertThat(model(
                                "{\"readerProjectNumbers\":[1,\"9223372036854775807\"],\"topK\":4.0,\"topP\":\"0.5\",\"temperature\":1}")
                        .toString())
                .isEqualTo(
                        "{\"readerProjectNumbers\":[\"1\",\"9223372036854775807\"],\"topK\":4,\"topP\":0.5,\"temperature\":1.0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"x\":1}|Invalid JSON payload received. Unknown name \"x\" at 'tuned_model': Cannot find field.",
                "{\"tuningTask\":{\"y\":1}}|Invalid JSON payload received. Unknown name \"y\" at 'tuned_model.tuning_task': Cannot find field.",
                "{\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{},{\"z\":1}]}}}}|Invalid JSON payload received. Unknown name \"z\" at 'tuned_model.tuning_task.training_data.examples.examples[1]': Cannot find field.",
                "{\"topK\":1.5}|Invalid value at 'tuned_model.top_k' (TYPE_INT32), 1.5",
                "{\"topK\":2147483648}|Invalid value at 'tuned_model.top_k' (TYPE_INT32), 2147483648",
                "{\"topK\":1e9999999}|Invalid value at 'tuned_model.top_k' (TYPE_INT32)",
                "{\"topP\":\"much\"}|Invalid value at 'tuned_model.top_p' (TYPE_FLOAT), \"much\"",
                "{\"topP\":\"1f\"}|Invalid value at 'tuned_model.top_p' (TYPE_FLOAT), \"1f\"",
                "{\"topP\":1e39}|Invalid value at 'tuned_model.top_p' (TYPE_FLOAT)",
                "{\"displayName\":7}|Invalid value at 'tuned_model.display_name' (TYPE_STRING), 7",
                "{\"tuningTask\":[]}|Invalid value at 'tuned_model.tuning_task' (type.googleapis.com/google.ai.generativelanguage.v1beta.TuningTask)",
                "{\"readerProjectNumbers\":5}|Invalid value at 'tuned_model.reader_project_numbers' (TYPE_INT64), 5",
                "{\"readerProjectNumbers\":[\"9223372036854775808\"]}|Invalid value at 'tuned_model.reader_project_numbers[0]' (TYPE_INT64)",
                "{\"displayName\":\"a\",\"display_name\":\"b\"}|the field stands twice",
                "{\"displayName\":\"a\",\"displayName\":\"b\"}|A name stands twice",
                "{\"displayName\":\"\\ud800\"}|half of a surrogate pair",
                "{\"tuningTask\":{\"trainingData\":{\"examples\":{\"multiturnExamples\":[{\"systemInstruction\":{\"role\":\"system\"}}]}}}}|not supported",
                "[]|Root element must be a message",
                "{} {}|Invalid JSON payload received.",
                "{\"displayName\":\"a\"|Not valid JSON at line 1",
            })
    void what_is_wrong_is_said_with_its_path(String json, String message) {
        assertThatThrownBy(() -> model(json)).isInstanceOf(Refusal.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000})
    void nesting_without_end_is_an_error_and_not_an_overflow(int depth) {
        assertThatThrownBy(() -> model("{\"tuningTask\":" + "[".repeat(depth)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Invalid JSON payload");
    }

    @Test
    void bytes_that_are_no_utf8_are_an_error() {
        assertThatThrownBy(() -> RequestJson.read(
                        new byte[] {'{', '"', 'd', (byte) 0xff, '"', ':', '1', '}'}, Schema.tunedModel("v1beta"), ""))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void the_text_of_a_broken_body_is_not_repeated() {
        assertThatThrownBy(() -> model("{\"displayName\": secretword}")).hasMessageNotContaining("secretword");
    }

    @Test
    void an_empty_body_is_an_empty_message() {
        assertThat(model("").isEmpty()).isTrue();
    }
}
