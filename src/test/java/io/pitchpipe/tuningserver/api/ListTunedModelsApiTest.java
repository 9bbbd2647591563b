package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Listing tuned models: pages, filters, and who sees what. */
class ListTunedModelsApiTest extends ApiTest {

    @Test
    void pages_follow_each_other_in_order_of_creation() {
        var ids = List.of(active(), active(), active());

        var first = get("/v1beta/tunedModels?page_size=2").json();
        var token = first.path("nextPageToken").asString();
        var second = get("/v1beta/tunedModels?pageSize=2&pageToken=" + token).json();

        assertThat(names(first)).containsExactly("tunedModels/" + ids.get(0), "tunedModels/" + ids.get(1));
        assertThat(names(second)).containsExactly("tunedModels/" + ids.get(2));
        assertThat(second.has("nextPageToken")).isFalse();
        assertThat(get("/v1beta/tunedModels?pageSize=3&pageToken=" + token).errorMessage())
                .contains("page token");
        assertThat(get("/v1beta/tunedModels?pageToken=nonsense").status()).isEqualTo(400);
        assertThat(get("/v1beta/tunedModels?pageSize=-1").status()).isEqualTo(400);
        assertThat(get("/v1beta/tunedModels?pageSize=x").status()).isEqualTo(400);
        assertThat(get("/v1beta/tunedModels?pageSize=5000").status()).isEqualTo(200);
    }

    private static List<String> names(JsonNode page) {
        return page.path("tunedModels")
                .valueStream()
                .map(model -> model.path("name").asString())
                .toList();
    }

    @Test
    void nobody_elses_models_are_listed() {
        active();

        assertThat(server.get("/v1beta/tunedModels?key=" + server.key(project + 1_000_000))
                        .body())
                .isEqualTo("{}\n");
    }

    @Test
    void a_filter_finds_words_and_owners() {
        var id = newId();
        created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("Blue 100% Whale", "1")));
        active();

        assertThat(names(get("/v1beta/tunedModels?filter=whale").json())).containsExactly("tunedModels/" + id);
        assertThat(names(get("/v1beta/tunedModels?filter=100%25%20blue").json()))
                .containsExactly("tunedModels/" + id);
        assertThat(names(get("/v1beta/tunedModels?filter=owner:me").json())).hasSize(2);
        assertThat(get("/v1beta/tunedModels?filter=size:big").status()).isEqualTo(400);
    }
}
