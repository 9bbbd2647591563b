package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.SharedServer;
import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.access.Principal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method against the owner's key, a reader's, another project's, none, and one that is no key. */
class AccessTest extends ApiTest {

    private static final List<String> CALLERS = List.of("owner", "reader", "outsider", "nobody", "invalid");

    record Call(String method, String path, @Nullable String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static Call call(String method, String path, @Nullable String body) {
        return new Call(method, path, body);
    }

    /** What each of the callers is answered, in their order. */
    static Stream<Arguments> matrix() {
        var prompt = Bodies.prompt("hi");
        return Stream.of(
                Arguments.of(call("GET", "/v1beta/tunedModels/ID", null), List.of(200, 200, 403, 403, 400)),
                Arguments.of(call("GET", "/v1beta/tunedModels/ID/operations", null), List.of(200, 200, 403, 403, 400)),
                Arguments.of(call("GET", "/v1/tunedModels/ID/operations/OP", null), List.of(200, 200, 403, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/tunedModels/ID:generateContent", prompt),
                        List.of(200, 200, 403, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/tunedModels/ID:streamGenerateContent", prompt),
                        List.of(200, 200, 403, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/tunedModels/ID:countTokens", prompt), List.of(200, 200, 403, 403, 400)),
                Arguments.of(
                        call("PATCH", "/v1beta/tunedModels/ID", "{\"displayName\":\"x\"}"),
                        List.of(200, 403, 403, 403, 400)),
                Arguments.of(
                        call(
                                "PATCH",
                                "/v1beta/tunedModels/ID?updateMask=readerProjectNumbers",
                                "{\"readerProjectNumbers\":[1]}"),
                        List.of(200, 403, 403, 403, 400)),
                Arguments.of(call("POST", "/v1beta/tunedModels/ID:cancel", "{}"), List.of(200, 403, 403, 403, 400)),
                Arguments.of(
                        call("POST", "/v1/tunedModels/ID/operations/OP:cancel", "{}"),
                        List.of(200, 403, 403, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/tunedModels/ID:generateText", "{\"prompt\":{\"text\":\"hi\"}}"),
                        List.of(200, 200, 403, 403, 400)),
                Arguments.of(call("GET", "/v1beta/tunedModels/ID/permissions", null), List.of(200, 403, 403, 403, 400)),
                Arguments.of(
                        call("GET", "/v1beta/tunedModels/ID/permissions/everyone", null),
                        List.of(404, 403, 403, 403, 400)),
                Arguments.of(
                        call(
                                "POST",
                                "/v1beta/tunedModels/ID/permissions",
                                "{\"granteeType\":\"EVERYONE\",\"role\":\"READER\"}"),
                        List.of(200, 403, 403, 403, 400)),
                Arguments.of(
                        call(
                                "PATCH",
                                "/v1beta/tunedModels/ID/permissions/everyone?updateMask=role",
                                "{\"role\":\"WRITER\"}"),
                        List.of(404, 403, 403, 403, 400)),
                Arguments.of(
                        call("DELETE", "/v1beta/tunedModels/ID/permissions/everyone", null),
                        List.of(404, 403, 403, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/tunedModels/ID:transferOwnership", "{\"emailAddress\":\"a@b.c\"}"),
                        List.of(200, 403, 403, 403, 400)),
                Arguments.of(call("GET", "/v1/operations", null), List.of(200, 200, 200, 403, 400)),
                Arguments.of(call("DELETE", "/v1/operations/x", null), List.of(501, 501, 501, 403, 400)),
                Arguments.of(call("DELETE", "/v1beta/tunedModels/ID", null), List.of(200, 403, 403, 403, 400)),
                Arguments.of(
                        call(
                                "POST",
                                "/v1beta/tunedModels",
                                Bodies.create("x", "1")
                                        .replace(
                                                "\"baseModel\":\"models/fake-base\"",
                                                "\"tunedModelSource\":{\"tunedModel\":\"tunedModels/ID\"}")),
                        List.of(200, 403, 403, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/tunedModels", Bodies.create("x", "1")), List.of(200, 200, 200, 403, 400)),
                Arguments.of(call("GET", "/v1beta/tunedModels", null), List.of(200, 200, 200, 403, 400)),
                Arguments.of(call("GET", "/v1beta/models", null), List.of(200, 200, 200, 403, 400)),
                Arguments.of(call("GET", "/v1beta/models/fake-base", null), List.of(200, 200, 200, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/models/fake-base:generateContent", prompt),
                        List.of(200, 200, 200, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/models/fake-base:streamGenerateContent", prompt),
                        List.of(200, 200, 200, 403, 400)),
                Arguments.of(
                        call("POST", "/v1beta/models/fake-base:countTokens", prompt), List.of(200, 200, 200, 403, 400)),
                Arguments.of(
                        call(
                                "POST",
                                "/v1beta/models/fake-base:countExampleTokens",
                                "{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}"),
                        List.of(200, 200, 200, 403, 400)),
                Arguments.of(call("GET", "/admin/groups/a@b.c", null), List.of(401, 401, 401, 401, 401)),
                Arguments.of(call("PUT", "/admin/groups/a@b.c", "{\"members\":[]}"), List.of(401, 401, 401, 401, 401)),
                Arguments.of(
                        call("PUT", "/admin/jobs/ID/priority", "{\"priority\":1}"), List.of(401, 401, 401, 401, 401)),
                Arguments.of(call("GET", "/admin/projects/7/quota", null), List.of(401, 401, 401, 401, 401)),
                Arguments.of(call("PUT", "/admin/projects/7/quota", "{}"), List.of(401, 401, 401, 401, 401)),
                Arguments.of(call("GET", "/admin/status", null), List.of(401, 401, 401, 401, 401)),
                Arguments.of(
                        call("PUT", "/admin/projects/7", "{\"displayName\":\"x\"}"), List.of(401, 401, 401, 401, 401)),
                Arguments.of(
                        call("POST", "/admin/projects/7/keys", "{\"displayName\":\"x\"}"),
                        List.of(401, 401, 401, 401, 401)),
                Arguments.of(call("DELETE", "/admin/keys/7", null), List.of(401, 401, 401, 401, 401)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void each_caller_may_what_the_matrix_says(Call call, List<Integer> expected) {
        long reader = SharedServer.newProject();
        var keys = List.of(key, server.key(reader), server.key(SharedServer.newProject()), "", "no-such-key");
        var id = active();
        patch("/v1beta/tunedModels/" + id, "{\"readerProjectNumbers\":[\"" + reader + "\"]}");
        var operation = get("/v1/tunedModels/" + id + "/operations")
                .json()
                .path("operations")
                .path(0)
                .path("name")
                .asString()
                .replaceAll(".*/", "");
        // The owner last: it may delete.
        for (int i = CALLERS.size() - 1; i >= 0; i--) {
            var path = call.path().replace("ID", id).replace("OP", operation);
            var body = call.body() == null ? null : call.body().replace("ID", id);
            var answer = keys.get(i).isEmpty()
                    ? server.send(call.method(), path, body)
                    : server.send(call.method(), path, body, "x-goog-api-key", keys.get(i));
            assertThat(answer.status())
                    .as("%s by %s: %s", call, CALLERS.get(i), answer.body())
                    .isEqualTo(expected.get(i));
            if (answer.status() >= 400) {
                assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(answer.status());
            }
            if (answer.status() == 403 && !keys.get(i).isEmpty() && !call.path().endsWith(":transferOwnership")) {
                assertThat(answer.errorMessage())
                        .isEqualTo("You do not have permission to access tuned model tunedModels/" + id + ".");
            }
        }
    }

    @Test
    void a_reader_sees_the_model_in_its_list_and_not_with_whom_it_is_shared() {
        long reader = SharedServer.newProject();
        var readersKey = server.key(reader);
        var id = active();
        var shared = patch(
                "/v1beta/tunedModels/" + id + "?updateMask=readerProjectNumbers",
                "{\"readerProjectNumbers\":[\"" + reader + "\",\"12\",12]}");

        assertThat(shared.body())
                .isEqualTo("{\n  \"readerProjectNumbers\": [\n    \"12\",\n    \"" + reader + "\"\n  ]\n}\n");
        assertThat(get("/v1beta/tunedModels/" + id).body()).contains("readerProjectNumbers");
        assertThat(server.get("/v1beta/tunedModels/" + id + "?key=" + readersKey)
                        .body())
                .contains("\"state\": \"ACTIVE\"")
                .doesNotContain("readerProjectNumbers");
        assertThat(server.get("/v1beta/tunedModels?key=" + readersKey).body())
                .contains("tunedModels/" + id)
                .doesNotContain("readerProjectNumbers");
        assertThat(server.get("/v1beta/tunedModels?filter=owner:me&key=" + readersKey)
                        .body())
                .isEqualTo("{}\n");

        patch("/v1beta/tunedModels/" + id + "?updateMask=readerProjectNumbers", "{}");

        assertThat(server.get("/v1beta/tunedModels/" + id + "?key=" + readersKey)
                        .status())
                .isEqualTo(403);
        assertThat(server.get("/v1beta/tunedModels?key=" + readersKey).body()).isEqualTo("{}\n");
    }

    @Test
    void a_key_comes_by_query_by_header_or_as_a_bearer_token() {
        assertThat(server.get("/v1beta/tunedModels?key=" + key).status()).isEqualTo(200);
        assertThat(server.send("GET", "/v1beta/tunedModels", null, "X-Goog-Api-Key", key)
                        .status())
                .isEqualTo(200);
        assertThat(server.send("GET", "/v1beta/tunedModels", null, "Authorization", "Bearer " + key)
                        .status())
                .isEqualTo(200);
        assertThat(server.get("/v1beta/tunedModels?access_token=" + key).status())
                .isEqualTo(200);
        var wrong = server.send("GET", "/v1beta/tunedModels", null, "Authorization", "Bearer nonsense");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.errorStatus()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void a_bearer_works_for_another_project_of_its_principal_and_for_no_other() {
        var ann = new Principal("ann" + project + "@example.com");
        long other = SharedServer.newProject();
        var token = server.key(project, ann);
        server.key(other, ann);
        long foreign = SharedServer.newProject();
        server.key(foreign);
        var id = active();
        patch("/v1beta/tunedModels/" + id, "{\"readerProjectNumbers\":[" + other + "]}");

        assertThat(bearer(token, id, Long.toString(other)).status()).isEqualTo(200);
        assertThat(bearer(token, id, Long.toString(project)).status()).isEqualTo(403);
        var denied = bearer(token, id, Long.toString(foreign));
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.errorMessage())
                .isEqualTo("Caller does not have required permission to use project " + foreign + ".");
        assertThat(denied.body()).contains("USER_PROJECT_DENIED");
        // A key says its project itself.
        assertThat(server.send("GET", "/v1beta/tunedModels?key=" + key, null, "x-goog-user-project", "" + foreign)
                        .status())
                .isEqualTo(200);
    }

    private TestServer.Answer bearer(String token, String id, String userProject) {
        return server.send(
                "GET",
                "/v1beta/tunedModels/" + id,
                null,
                "Authorization",
                "Bearer " + token,
                "x-goog-user-project",
                userProject);
    }

    @Test
    void the_admin_gives_projects_ids_keys_principals_and_groups_members() {
        var id = "project-" + project;
        assertThat(admin("PUT", "/admin/projects/" + project, "{\"displayName\":\"Team\",\"projectId\":\"" + id + "\"}")
                        .json()
                        .path("projectId")
                        .asString())
                .isEqualTo(id);
        assertThat(admin("PUT", "/admin/projects/" + project, "{\"displayName\":\"Team\"}")
                        .json()
                        .path("projectId")
                        .asString())
                .isEqualTo(id);
        assertThat(admin(
                                "PUT",
                                "/admin/projects/" + (project + 1_000_000),
                                "{\"displayName\":\"B\",\"projectId\":\"" + id + "\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin("PUT", "/admin/projects/" + project, "{\"displayName\":\"Team\",\"projectId\":\"Bad_Id\"}")
                        .errorMessage())
                .startsWith("project_id must be");

        var issued = admin(
                        "POST",
                        "/admin/projects/" + project + "/keys",
                        "{\"displayName\":\"k\",\"principal\":\"Ann@x.org\"}")
                .json();
        assertThat(issued.path("principal").asString()).isEqualTo("ann@x.org");
        assertThat(admin(
                                "POST",
                                "/admin/projects/" + project + "/keys",
                                "{\"displayName\":\"k\",\"principal\":\"ann\"}")
                        .errorMessage())
                .startsWith("principal must be an e-mail address");
        assertThat(server.send(
                                "GET",
                                "/v1beta/tunedModels",
                                null,
                                "Authorization",
                                "Bearer " + issued.path("apiKey").asString(),
                                "x-goog-user-project",
                                id)
                        .status())
                .isEqualTo(200);

        var group = "/admin/groups/g" + project + "@x.org";
        assertThat(admin("PUT", group, "{\"members\":[\"B@x.org\",\"a@x.org\",\"b@x.org\"]}")
                        .body())
                .isEqualTo(
                        "{\n  \"email\": \"g%d@x.org\",\n  \"members\": [\n    \"a@x.org\",\n    \"b@x.org\"\n  ]\n}\n"
                                .formatted(project));
        assertThat(admin("PUT", group, "{\"members\":[\"a@x.org\",\"b\"]}").errorMessage())
                .startsWith("members[1] must be");
        assertThat(admin("PUT", "/admin/groups/none", "{}").status()).isEqualTo(400);
        assertThat(admin("GET", group, null).json().path("members").size()).isEqualTo(2);
    }

    @Test
    void without_a_key_and_with_a_wrong_one_the_documented_words_are_said() {
        var none = server.get("/v1beta/tunedModels");
        assertThat(none.errorStatus()).isEqualTo("PERMISSION_DENIED");
        assertThat(none.errorMessage())
                .isEqualTo(
                        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.");

        assertThat(server.get("/v1beta/tunedModels?key=wrong").body()).isEqualTo("""
                {
                  "error": {
                    "code": 400,
                    "message": "API key not valid. Please pass a valid API key.",
                    "status": "INVALID_ARGUMENT",
                    "details": [
                      {
                        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                        "reason": "API_KEY_INVALID",
                        "domain": "googleapis.com",
                        "metadata": {
                          "service": "generativelanguage.googleapis.com"
                        }
                      },
                      {
                        "@type": "type.googleapis.com/google.rpc.LocalizedMessage",
                        "locale": "en-US",
                        "message": "API key not valid. Please pass a valid API key."
                      }
                    ]
                  }
                }
                """);
    }

    @Test
    void the_admin_surface_makes_projects_and_keys_and_ends_them() {
        var number = SharedServer.newProject();
        assertThat(admin("POST", "/admin/projects/" + number + "/keys", "{\"displayName\":\"k\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin("PUT", "/admin/projects/" + number, "{\"displayName\":\"Team\"}")
                        .body())
                .isEqualTo("{\n  \"projectNumber\": \"" + number + "\",\n  \"displayName\": \"Team\"\n}\n");
        assertThat(admin("PUT", "/admin/projects/0", "{\"displayName\":\"Team\"}")
                        .status())
                .isEqualTo(400);
        assertThat(admin("PUT", "/admin/projects/" + number, "{}").status()).isEqualTo(400);

        var issued = admin("POST", "/admin/projects/" + number + "/keys", "{\"displayName\":\"k\"}")
                .json();
        var secret = issued.path("apiKey").asString();
        assertThat(secret).hasSize(47);
        assertThat(server.get("/v1beta/tunedModels?key=" + secret).status()).isEqualTo(200);

        var keyId = issued.path("keyId").asString();
        assertThat(admin("DELETE", "/admin/keys/" + keyId, null).body()).isEqualTo("{}\n");
        assertThat(server.get("/v1beta/tunedModels?key=" + secret).status()).isEqualTo(400);
        assertThat(admin("DELETE", "/admin/keys/" + keyId, null).status()).isEqualTo(404);
    }

    @Test
    void the_admin_status_tells_engine_models_and_queue() {
        var status = admin("GET", "/admin/status", null).json();

        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("engine").path("available").asBoolean()).isTrue();
        assertThat(status.path("models").path(1).path("demo").asBoolean()).isTrue();
        assertThat(status.path("queue").has("running")).isTrue();
        assertThat(status.path("queue").has("waiting")).isTrue();
        assertThat(server.send("GET", "/admin/status", null, "Authorization", "Bearer " + TestServer.ADMIN + "x")
                        .status())
                .isEqualTo(401);
    }

    private TestServer.Answer admin(String method, String path, @Nullable String body) {
        return server.send(method, path, body, "Authorization", "Bearer " + TestServer.ADMIN);
    }
}
