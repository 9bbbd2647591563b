package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing tuned models, with a mask and without. */
class PatchTunedModelsApiTest extends ApiTest {

    @Test
    void a_patch_answers_only_what_its_mask_names() {
        var id = active();

        var patched = patch(
                "/v1beta/tunedModels/" + id + "?updateMask=displayName,description",
                "{\"displayName\":\"new\",\"description\":\"words\",\"temperature\":0.1}");

        assertThat(patched.body()).isEqualTo("{\n  \"displayName\": \"new\",\n  \"description\": \"words\"\n}\n");
        var model = get("/v1beta/tunedModels/" + id).json();
        assertThat(model.path("displayName").asString()).isEqualTo("new");
        assertThat(model.path("temperature").asDouble()).isEqualTo(0.9);
    }

    @Test
    void a_patch_without_a_mask_sets_what_the_body_has() {
        var id = active();

        var patched = patch(
                "/v1/tunedModels/" + id,
                "{\"name\":\"x\",\"display_name\":\"other\",\"state\":\"FAILED\",\"top_k\":\"7\",\"baseModel\":\"models/x\"}");

        assertThat(patched.json().path("name").asString()).isEqualTo("tunedModels/" + id);
        assertThat(patched.json().path("displayName").asString()).isEqualTo("other");
        assertThat(patched.json().path("topK").asInt()).isEqualTo(7);
        assertThat(patched.json().path("state").asString()).isEqualTo("ACTIVE");
        assertThat(patched.json().path("baseModel").asString()).isEqualTo("models/fake-base");
    }

    @Test
    void a_mask_clears_what_the_body_leaves_out() {
        var id = active();
        patch("/v1beta/tunedModels/" + id, "{\"description\":\"d\",\"temperature\":0.2,\"readerProjectNumbers\":[5]}");

        var cleared = patch(
                "/v1beta/tunedModels/" + id + "?update_mask=description,temperature,reader_project_numbers",
                "{\"description\":\"\"}");

        assertThat(cleared.body()).isEqualTo("{\n  \"temperature\": 0.9\n}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "tuning_task.hyperparameters.batch_size", "nonsense", "name"})
    void a_mask_of_what_cannot_be_changed_is_refused(String mask) {
        var id = active();

        var refused = patch("/v1beta/tunedModels/" + id + "?updateMask=" + mask, "{\"displayName\":\"x\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("'" + mask + "'");
    }

    @Test
    void the_oldest_version_asks_for_a_mask() {
        var id = active();

        assertThat(patch("/v1beta3/tunedModels/" + id, "{\"displayName\":\"x\"}")
                        .errorMessage())
                .isEqualTo("update_mask is required.");
        assertThat(patch("/v1beta3/tunedModels/" + id + "?updateMask=display_name", "{\"displayName\":\"x\"}")
                        .body())
                .isEqualTo("{\n  \"displayName\": \"x\"\n}\n");
    }
}
