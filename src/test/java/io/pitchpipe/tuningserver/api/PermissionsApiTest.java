package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.SharedServer;
import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.access.Groups;
import io.pitchpipe.tuningserver.access.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Permissions on tuned models, and what follows from them: Ann owns, Bob and Cy are given roles, each with a project of their own. */
class PermissionsApiTest extends ApiTest {

    private final Principal ann = new Principal("ann" + project + "@example.com");
    private final Principal bob = new Principal("bob" + project + "@example.com");
    private final String annsKey = server.key(SharedServer.newProject(), ann);
    private final String bobsKey = server.key(SharedServer.newProject(), bob);
    private final String cysKey = server.key(SharedServer.newProject(), new Principal("cy" + project + "@example.com"));

    private final String id = newId();
    private final String model = "/v1beta/tunedModels/" + id;

    @BeforeEach
    void create() {
        created(as(annsKey, "POST", "/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("model " + id, "1")));
        TestServer.await(
                id + " ACTIVE", () -> as(annsKey, "GET", model, null).body().contains("\"state\": \"ACTIVE\""));
    }

    private TestServer.Answer as(String key, String method, String path, @Nullable String body) {
        return server.send(method, path, body, "x-goog-api-key", key);
    }

    private TestServer.Answer grant(String type, @Nullable Principal grantee, String role) {
        return as(annsKey, "POST", model + "/permissions", grantBody(type, grantee, role));
    }

    private static String grantBody(String type, @Nullable Principal grantee, String role) {
        var email = grantee == null ? "" : "\"emailAddress\":\"" + grantee + "\",";
        return "{\"granteeType\":\"%s\",%s\"role\":\"%s\"}".formatted(type, email, role);
    }

    private List<String> roles() {
        return as(annsKey, "GET", model + "/permissions?pageSize=100", null)
                .json()
                .path("permissions")
                .valueStream()
                .map(permission -> permission.path("emailAddress").asString("everyone") + " "
                        + permission.path("role").asString())
                .toList();
    }

    private List<String> listed(String key, String filter) {
        return as(key, "GET", "/v1beta/tunedModels?pageSize=1000&filter=" + filter, null)
                .json()
                .path("tunedModels")
                .valueStream()
                .map(one -> one.path("name").asString())
                .filter(("tunedModels/" + id)::equals)
                .toList();
    }

    @Test
    void whoever_creates_a_model_owns_it() {
        assertThat(as(annsKey, "GET", model + "/permissions", null).body())
                .isEqualTo("""
                        {
                          "permissions": [
                            {
                              "name": "tunedModels/%s/permissions/%s",
                              "granteeType": "USER",
                              "emailAddress": "%s",
                              "role": "OWNER"
                            }
                          ]
                        }
                        """.formatted(id, ann.permissionId(), ann));
    }

    @Test
    void a_reader_sees_and_prompts_and_does_nothing_else() {
        assertThat(grant("USER", bob, "READER").json().path("name").asString())
                .isEqualTo("tunedModels/" + id + "/permissions/" + bob.permissionId());

        assertThat(as(bobsKey, "GET", model, null).status()).isEqualTo(200);
        assertThat(as(bobsKey, "POST", model + ":generateContent", Bodies.prompt("hi"))
                        .status())
                .isEqualTo(200);
        for (var refused : List.of(
                as(bobsKey, "PATCH", model, "{\"displayName\":\"x\"}"),
                as(bobsKey, "GET", model + "/permissions", null),
                as(bobsKey, "POST", model + "/permissions", grantBody("EVERYONE", null, "READER")),
                as(
                        bobsKey,
                        "PATCH",
                        model + "/permissions/" + bob.permissionId() + "?updateMask=role",
                        "{\"role\":\"WRITER\"}"),
                as(bobsKey, "POST", model + ":cancel", "{}"),
                as(bobsKey, "DELETE", model, null))) {
            assertThat(refused.status()).isEqualTo(403);
        }
        assertThat(as(cysKey, "GET", model, null).status()).isEqualTo(403);
    }

    @Test
    void a_writer_also_changes_and_shares_and_neither_deletes_nor_gives_away() {
        grant("USER", bob, "WRITER");

        assertThat(as(bobsKey, "PATCH", model, "{\"displayName\":\"bobs\"}").status())
                .isEqualTo(200);
        assertThat(as(bobsKey, "GET", model, null).json().path("displayName").asString())
                .isEqualTo("bobs");
        assertThat(as(bobsKey, "POST", model + "/permissions", grantBody("EVERYONE", null, "READER"))
                        .status())
                .isEqualTo(200);
        assertThat(as(bobsKey, "DELETE", model, null).status()).isEqualTo(403);
        var transfer = as(bobsKey, "POST", model + ":transferOwnership", "{\"emailAddress\":\"" + bob + "\"}");
        assertThat(transfer.status()).isEqualTo(403);
        assertThat(transfer.errorMessage()).isEqualTo("You need to be the owner of the resource to transfer ownership");
    }

    @Test
    void a_writer_tunes_further_and_a_reader_does_not() {
        var further = Bodies.create("x", "1")
                .replace(
                        "\"baseModel\":\"models/fake-base\"",
                        "\"tunedModelSource\":{\"tunedModel\":\"tunedModels/" + id + "\"}");
        grant("USER", bob, "READER");
        assertThat(as(bobsKey, "POST", "/v1beta/tunedModels", further).status()).isEqualTo(403);

        as(annsKey, "PATCH", model + "/permissions/" + bob.permissionId() + "?updateMask=role", "{\"role\":2}");

        assertThat(as(bobsKey, "POST", "/v1beta/tunedModels", further).status()).isEqualTo(200);
    }

    @Test
    void everyones_permission_is_called_everyone_and_opens_the_model_to_every_key() {
        var everyone = grant("EVERYONE", null, "READER");

        assertThat(everyone.body()).isEqualTo("""
                        {
                          "name": "tunedModels/%s/permissions/everyone",
                          "granteeType": "EVERYONE",
                          "role": "READER"
                        }
                        """.formatted(id));
        assertThat(as(cysKey, "POST", model + ":generateContent", Bodies.prompt("hi"))
                        .status())
                .isEqualTo(200);
        assertThat(as(cysKey, "GET", model, null).body()).doesNotContain("readerProjectNumbers");
        assertThat(listed(cysKey, "")).isEmpty();
        assertThat(listed(cysKey, "readers:me")).isEmpty();
        assertThat(listed(cysKey, "readers:everyone")).hasSize(1);
        assertThat(listed(cysKey, "readers:everyone%20owner:me")).isEmpty();
        assertThat(listed(annsKey, "readers:everyone%20owner:me")).hasSize(1);

        assertThat(as(annsKey, "DELETE", model + "/permissions/everyone", null).body())
                .isEqualTo("{}\n");
        assertThat(as(cysKey, "GET", model, null).status()).isEqualTo(403);
        assertThat(listed(cysKey, "readers:everyone")).isEmpty();
    }

    @Test
    void a_groups_permission_holds_for_its_members_while_they_are_in_it() {
        var group = new Principal("group" + project + "@example.com");
        grant("GROUP", group, "WRITER");
        assertThat(as(bobsKey, "GET", model, null).status()).isEqualTo(403);
        var groups = server.bean(Groups.class);

        groups.put(group, List.of(bob));
        assertThat(as(bobsKey, "PATCH", model, "{\"description\":\"by bob\"}").status())
                .isEqualTo(200);
        assertThat(listed(bobsKey, "writers:me")).hasSize(1);

        groups.put(group, List.of());
        assertThat(as(bobsKey, "GET", model, null).status()).isEqualTo(403);
        assertThat(listed(bobsKey, "")).isEmpty();
    }

    @Test
    void filters_tell_owners_writers_and_readers_apart() {
        grant("USER", bob, "READER");
        assertThat(listed(bobsKey, "")).hasSize(1);
        assertThat(listed(bobsKey, "readers:me")).hasSize(1);
        assertThat(listed(bobsKey, "writers:me")).isEmpty();

        as(
                annsKey,
                "PATCH",
                model + "/permissions/" + bob.permissionId() + "?update_mask=role",
                "{\"role\":\"WRITER\"}");

        assertThat(listed(bobsKey, "writers:me")).hasSize(1);
        assertThat(listed(bobsKey, "owner:me")).isEmpty();
        assertThat(listed(annsKey, "owner:me")).hasSize(1);
        assertThat(listed(annsKey, "writers:me%20" + id)).hasSize(1);
        assertThat(listed(annsKey, "writers:me%20unfindable")).isEmpty();
    }

    @Test
    void numbers_stand_for_enums_in_and_out() {
        var path = "/permissions?$alt=json%3Benum-encoding=int";
        var created =
                as(annsKey, "POST", model + path, "{\"granteeType\":1,\"email_address\":\"" + bob + "\",\"role\":3}");

        assertThat(created.json().path("granteeType").asInt()).isEqualTo(1);
        assertThat(created.json().path("role").asInt()).isEqualTo(3);
        assertThat(roles()).contains(bob + " READER");
        assertThat(as(annsKey, "GET", model + "?$alt=json;enum-encoding=int".replace(";", "%3B"), null)
                        .body())
                .contains("\"state\": 2")
                .contains("\"learningRate\": 0.001");
    }

    @Test
    void ownership_goes_to_somebody_else_and_the_owner_stays_a_writer() {
        grant("USER", bob, "READER");

        assertThat(as(
                                annsKey,
                                "POST",
                                model + ":transferOwnership",
                                "{\"email_address\":\"" + bob.email().toUpperCase(java.util.Locale.ROOT) + "\"}")
                        .body())
                .isEqualTo("{}\n");

        assertThat(roles()).containsExactlyInAnyOrder(ann + " WRITER", bob + " OWNER");
        assertThat(as(annsKey, "DELETE", model, null).status()).isEqualTo(403);
        assertThat(as(bobsKey, "POST", model + ":transferOwnership", "{\"emailAddress\":\"" + bob + "\"}")
                        .body())
                .isEqualTo("{}\n");
        assertThat(roles()).contains(bob + " OWNER");
        assertThat(as(bobsKey, "DELETE", model, null).status()).isEqualTo(200);
    }

    @Test
    void ownership_goes_to_people_with_an_address_only() {
        var group = new Principal("group" + project + "@example.com");
        grant("GROUP", group, "READER");

        for (var body : List.of(
                "{}",
                "{\"emailAddress\":\"\"}",
                "{\"emailAddress\":\"bob\"}",
                "{\"emailAddress\":\"" + group + "\"}")) {
            var refused = as(annsKey, "POST", model + ":transferOwnership", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.body()).contains("\"field\": \"email_address\"");
        }
        assertThat(roles()).contains(ann + " OWNER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|permission.grantee_type",
                "{\"granteeType\":\"USER\",\"role\":\"READER\"}|permission.email_address",
                "{\"granteeType\":\"GROUP\",\"emailAddress\":\"\",\"role\":\"READER\"}|permission.email_address",
                "{\"granteeType\":\"USER\",\"emailAddress\":\"nobody\",\"role\":\"READER\"}|permission.email_address",
                "{\"granteeType\":\"EVERYONE\",\"emailAddress\":\"a@b.c\",\"role\":\"READER\"}|permission.email_address",
                "{\"granteeType\":\"EVERYONE\"}|permission.role",
                "{\"granteeType\":\"EVERYONE\",\"role\":0}|permission.role",
                "{\"granteeType\":\"EVERYONE\",\"role\":\"OWNER\"}|permission.role",
                "{\"granteeType\":\"EVERYONE\",\"role\":\"KING\"}|permission.role",
                "{\"granteeType\":9,\"role\":\"READER\"}|permission.grantee_type",
                "{\"granteeType\":\"EVERYONE\",\"role\":\"READER\",\"until\":\"now\"}|permission"
            })
    void a_permission_that_says_too_little_or_too_much_is_refused_by_field(String body, String field) {
        var refused = as(annsKey, "POST", model + "/permissions", body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\": \"" + field + "\"");
        assertThat(roles()).hasSize(1);
    }

    @Test
    void a_grantee_has_one_permission() {
        grant("USER", bob, "READER");

        for (var again :
                List.of(grant("USER", bob, "WRITER"), grant("GROUP", bob, "READER"), grant("USER", ann, "READER"))) {
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.errorStatus()).isEqualTo("ALREADY_EXISTS");
        }
        assertThat(roles()).containsExactly(ann + " OWNER", bob + " READER");
    }

    @Test
    void the_owners_permission_neither_changes_nor_goes() {
        var owners = model + "/permissions/" + ann.permissionId();

        for (var refused : List.of(
                as(annsKey, "DELETE", owners, null),
                as(annsKey, "PATCH", owners + "?updateMask=role", "{\"role\":\"READER\"}"))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errorStatus()).isEqualTo("FAILED_PRECONDITION");
        }
        assertThat(roles()).containsExactly(ann + " OWNER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?updateMask=granteeType", "?updateMask=role,emailAddress", "?updateMask=*"})
    void a_patch_names_the_role_and_nothing_else(String query) {
        grant("USER", bob, "READER");

        var refused =
                as(annsKey, "PATCH", model + "/permissions/" + bob.permissionId() + query, "{\"role\":\"WRITER\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("update_mask");
        assertThat(roles()).contains(bob + " READER");
    }

    @Test
    void a_permission_that_is_not_there_is_not_found_under_any_version() {
        for (var version : List.of("v1", "v1beta", "v1beta3", "v1alpha")) {
            var path = "/" + version + "/tunedModels/" + id + "/permissions/" + bob.permissionId();
            for (var missing : List.of(
                    as(annsKey, "GET", path, null),
                    as(annsKey, "DELETE", path, null),
                    as(annsKey, "PATCH", path + "?updateMask=role", "{\"role\":\"READER\"}"))) {
                assertThat(missing.status()).isEqualTo(404);
                assertThat(missing.errorMessage())
                        .isEqualTo("Permission tunedModels/%s/permissions/%s does not exist."
                                .formatted(id, bob.permissionId()));
            }
        }
    }

    @Test
    void permissions_are_paged_by_tokens_of_their_own_model() {
        grant("USER", bob, "READER");
        grant("EVERYONE", null, "READER");

        var first = as(annsKey, "GET", model + "/permissions?pageSize=2", null).json();
        var token = first.path("nextPageToken").asString();
        var second = as(annsKey, "GET", model + "/permissions?page_size=2&page_token=" + token, null)
                .json();

        assertThat(emails(first)).containsExactly(ann.email(), bob.email());
        assertThat(emails(second)).containsExactly("");
        assertThat(second.has("nextPageToken")).isFalse();
        assertThat(as(annsKey, "GET", model + "/permissions?pageSize=1&pageToken=" + token, null)
                        .status())
                .isEqualTo(400);
        assertThat(as(annsKey, "GET", "/v1beta/tunedModels?pageSize=2&pageToken=" + token, null)
                        .status())
                .isEqualTo(400);
    }

    private static List<String> emails(JsonNode page) {
        return page.path("permissions")
                .valueStream()
                .map(permission -> permission.path("emailAddress").asString(""))
                .toList();
    }

    @Test
    void permissions_go_with_their_model() {
        grant("USER", bob, "READER");
        as(annsKey, "DELETE", model, null);
        created(as(annsKey, "POST", "/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("again", "1")));

        assertThat(as(bobsKey, "GET", model, null).status()).isEqualTo(403);
        assertThat(roles()).containsExactly(ann + " OWNER");
    }
}
