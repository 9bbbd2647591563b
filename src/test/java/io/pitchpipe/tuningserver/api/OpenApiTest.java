package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/openapi.yaml against the server: it has every route with its query and no other, each of its operations is driven, under every version, and what is answered has the
 * form that it says.
 */
class OpenApiTest extends ApiTest {

    private static final JsonNode api = new JsonMapper().valueToTree(load());

    private static Object load() {
        try (var file = Files.newBufferedReader(Path.of("docs", "openapi.yaml"))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /**
     * How an operation is driven. In path and body, {@code ID} is a fresh model of the caller's, {@code OP} its operation, {@code GRANT} a permission on it, {@code WAITS} a model that waits or trains, {@code PROJECT} the
     * caller's project and {@code KEY} the id of a key of it.
     *
     * @param id operationId
     * @param call what to send
     */
    private record Drive(String id, String call, @Nullable String body) {}

    private static final String PROMPT = Bodies.prompt("hi");
    private static final String TEXT = "{\"prompt\":{\"text\":\"hi\"}}";

    private static final List<Drive> DRIVES = List.of(
            new Drive("models.list", "GET /V/models?pageSize=1", null),
            new Drive("models.get", "GET /V/models/fake-base", null),
            new Drive("models.generateContent", "POST /V/models/fake-base:generateContent", PROMPT),
            new Drive("models.streamGenerateContent", "POST /V/models/fake-base:streamGenerateContent", PROMPT),
            new Drive("models.generateText", "POST /V/models/fake-base:generateText", TEXT),
            new Drive("models.countTokens", "POST /V/models/fake-base:countTokens", PROMPT),
            new Drive("models.countTextTokens", "POST /V/models/fake-base:countTextTokens", TEXT),
            new Drive(
                    "models.countExampleTokens",
                    "POST /V/models/fake-base:countExampleTokens",
                    "{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}"),
            new Drive("tunedModels.generateContent", "POST /V/tunedModels/ID:generateContent", PROMPT),
            new Drive("tunedModels.streamGenerateContent", "POST /V/tunedModels/ID:streamGenerateContent", PROMPT),
            new Drive("tunedModels.generateText", "POST /V/tunedModels/ID:generateText", TEXT),
            new Drive("tunedModels.countTokens", "POST /V/tunedModels/ID:countTokens", PROMPT),
            new Drive("tunedModels.countTextTokens", "POST /V/tunedModels/ID:countTextTokens", TEXT),
            new Drive("tunedModels.create", "POST /V/tunedModels?tunedModelId=new-ID", Bodies.create("x", "1")),
            new Drive("tunedModels.list", "GET /V/tunedModels?pageSize=1&filter=owner:me", null),
            new Drive("tunedModels.get", "GET /V/tunedModels/ID", null),
            new Drive("tunedModels.patch", "PATCH /V/tunedModels/ID?updateMask=displayName", "{\"displayName\":\"x\"}"),
            new Drive("tunedModels.delete", "DELETE /V/tunedModels/ID", null),
            new Drive("tunedModels.cancel", "POST /V/tunedModels/ID:cancel", "{}"),
            new Drive(
                    "tunedModels.transferOwnership",
                    "POST /V/tunedModels/ID:transferOwnership",
                    "{\"emailAddress\":\"other@example.com\"}"),
            new Drive(
                    "tunedModels.permissions.create",
                    "POST /V/tunedModels/ID/permissions",
                    "{\"granteeType\":\"EVERYONE\",\"role\":\"READER\"}"),
            new Drive("tunedModels.permissions.list", "GET /V/tunedModels/ID/permissions?pageSize=1", null),
            new Drive("tunedModels.permissions.get", "GET /V/tunedModels/ID/permissions/GRANT", null),
            new Drive(
                    "tunedModels.permissions.patch",
                    "PATCH /V/tunedModels/ID/permissions/GRANT?updateMask=role",
                    "{\"role\":\"WRITER\"}"),
            new Drive("tunedModels.permissions.delete", "DELETE /V/tunedModels/ID/permissions/GRANT", null),
            new Drive("tunedModels.operations.list", "GET /V/tunedModels/ID/operations", null),
            new Drive("tunedModels.operations.get", "GET /V/tunedModels/ID/operations/OP", null),
            new Drive("tunedModels.operations.cancel", "POST /V/tunedModels/ID/operations/OP:cancel", "{}"),
            new Drive("operations.list", "GET /V/operations?pageSize=1", null),
            new Drive("operations.delete", "DELETE /V/operations/OP", null),
            new Drive("admin.status", "GET /admin/status", null),
            new Drive("admin.projects.put", "PUT /admin/projects/PROJECT", "{\"displayName\":\"x\"}"),
            new Drive("admin.projects.keys.create", "POST /admin/projects/PROJECT/keys", "{\"displayName\":\"x\"}"),
            new Drive("admin.keys.delete", "DELETE /admin/keys/KEY", null),
            new Drive("admin.groups.put", "PUT /admin/groups/g@example.com", "{\"members\":[\"a@example.com\"]}"),
            new Drive("admin.groups.get", "GET /admin/groups/g@example.com", null),
            new Drive("admin.jobs.setPriority", "PUT /admin/jobs/WAITS/priority", "{\"priority\":1}"),
            new Drive("admin.projects.quota.get", "GET /admin/projects/PROJECT/quota", null),
            new Drive("admin.projects.quota.put", "PUT /admin/projects/PROJECT/quota", "{\"jobs\":500}"),
            new Drive("healthz", "GET /healthz", null),
            new Drive("readyz", "GET /readyz", null),
            new Drive("metrics", "GET /metrics", null),
            new Drive("openapi", "GET /openapi.yaml", null),
            new Drive("docs", "GET /docs", null));

    static Stream<Drive> drives() {
        return DRIVES.stream();
    }

    /** An operation of the file. */
    private record Operation(String method, String path, JsonNode body) {}

    private static Map<String, Operation> operations() {
        var operations = new TreeMap<String, Operation>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> !entry.getKey().equals("parameters"))
                        .forEach(entry -> operations.put(
                                entry.getValue().path("operationId").asString(),
                                new Operation(
                                        entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue()))));
        return operations;
    }

    @Test
    void every_operation_is_driven_and_nothing_else_is() {
        var driven = DRIVES.stream().map(Drive::id).toList();

        assertThat(driven).containsExactlyInAnyOrderElementsOf(operations().keySet());
    }

    @Test
    void the_file_has_every_route_with_its_query_and_no_other() {
        var documented = new TreeSet<String>();
        operations().values().forEach(operation -> {
            var query = new TreeSet<String>();
            operation
                    .body()
                    .path("parameters")
                    .forEach(parameter ->
                            query.add(resolve(parameter).path("name").asString()));
            documented.add(operation.method() + " " + operation.path().replaceAll("\\{(\\w+)}", "{}") + " " + query);
        });

        assertThat(routes()).isEqualTo(documented);
    }

    private Set<String> routes() {
        var routes = new TreeSet<String>();
        server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, handler) -> {
            var allow = handler.getMethodAnnotation(Allow.class);
            if (allow == null) {
                return;
            }
            var query = Arrays.stream(allow.query()).map(Schema::camel).collect(Collectors.toCollection(TreeSet::new));
            for (var pattern : mapping.getPatternValues()) {
                for (var collection :
                        pattern.contains("{collection:") ? List.of("models", "tunedModels") : List.of("")) {
                    var path = pattern.replaceAll("\\{collection:[^}]*}", collection)
                            .replaceAll("\\{[^}]*}", "{}");
                    mapping.getMethodsCondition()
                            .getMethods()
                            .forEach(method -> routes.add(method + " " + path + " " + query));
                }
            }
        });
        return routes;
    }

    @ParameterizedTest
    @MethodSource("drives")
    void what_is_answered_has_the_form_that_the_file_says(Drive drive) {
        var versions = drive.call().contains("/V/") ? List.of("v1", "v1beta", "v1beta3", "v1alpha") : List.of("");
        for (var version : versions) {
            var operation = Objects.requireNonNull(operations().get(drive.id()));
            var answer = send(drive, version);
            var response = operation.body().path("responses").path(Integer.toString(answer.status()));
            assertThat(response.isMissingNode())
                    .as(drive + ": " + answer.status() + " " + answer.body())
                    .isFalse();
            var content = response.path("content");
            var type = answer.contentType().replaceAll(";.*", "");
            assertThat(content.has(type)).as(drive + " " + type).isTrue();
            if (type.equals("application/json")) {
                var wrong = new ArrayList<String>();
                check(answer.json(), content.path(type).path("schema"), drive.id(), wrong);
                assertThat(wrong).as(answer.body()).isEmpty();
            }
        }
    }

    @Test
    void a_model_with_held_out_examples_has_the_form_that_the_file_says() {
        var id = newId();
        created(post(
                "/v1beta/tunedModels?tunedModelId=" + id,
                HeldOutApiTest.create("2", HeldOutApiTest.validation(List.of(HeldOutApiTest.example("5", "6")), ""))));
        awaitState(id, "ACTIVE");
        var model = server.send("GET", withKey("/v1beta/tunedModels/" + id), null, "X-Pitchpipe-Extensions", "true");
        var wrong = new ArrayList<String>();

        check(model.json(), api.at("/components/schemas/TunedModel"), "model", wrong);

        assertThat(model.body()).contains("validationLoss").contains("keptStep");
        assertThat(wrong).as(model.body()).isEmpty();
    }

    private TestServer.Answer send(Drive drive, String version) {
        var call = drive.call().replace("/V/", "/" + version + "/");
        var admin = call.contains(" /admin/") || call.contains(" /metrics");
        if (call.contains("ID")) {
            var id = active();
            call = call.replace("OP", call.contains("/OP") ? operation(id) : "OP")
                    .replace("GRANT", call.contains("GRANT") ? grant(id) : "GRANT")
                    .replace("ID", id)
                    .replace("tunedModel" + id, "tunedModelId");
        }
        if (call.contains("WAITS")) {
            var id = newId();
            created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("x", "slow")));
            call = call.replace("WAITS", id);
        }
        if (call.contains("/KEY")) {
            call = call.replace("KEY", keyId());
        }
        try {
            return send(call, drive.body(), admin);
        } finally {
            // What was made to wait may go on.
            engine.steps.release(drive.call().contains("WAITS") ? 5 : 0);
        }
    }

    private TestServer.Answer send(String call, @Nullable String body, boolean admin) {
        var parts = call.replace("PROJECT", Long.toString(project)).split(" ");
        return server.send(
                parts[0],
                parts[1],
                body,
                admin ? "Authorization" : "x-goog-api-key",
                admin ? "Bearer " + TestServer.ADMIN : key);
    }

    private String operation(String id) {
        return get("/v1/tunedModels/" + id + "/operations?fields=operations/name")
                .json()
                .path("operations")
                .path(0)
                .path("name")
                .asString()
                .replaceAll(".*/", "");
    }

    private String grant(String id) {
        return post(
                        "/v1beta/tunedModels/" + id + "/permissions",
                        "{\"granteeType\":\"USER\",\"emailAddress\":\"reader@example.com\",\"role\":\"READER\"}")
                .json()
                .path("name")
                .asString()
                .replaceAll(".*/", "");
    }

    private String keyId() {
        return server.send(
                        "POST",
                        "/admin/projects/" + project + "/keys",
                        "{\"displayName\":\"x\"}",
                        "Authorization",
                        "Bearer " + TestServer.ADMIN)
                .json()
                .path("keyId")
                .asString();
    }

    private static JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : api.at(reference.substring(1));
    }

    /** What is wrong with a value, by the part of JSON Schema that the file uses. */
    private static void check(JsonNode value, JsonNode reference, String at, List<String> wrong) {
        var schema = resolve(reference);
        boolean fits = switch (schema.path("type").asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
        if (!fits) {
            wrong.add(at + " is " + value + ", not of type " + schema.path("type"));
        } else if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(known -> known.equals(value))) {
            wrong.add(at + " is " + value + ", none of " + schema.path("enum"));
        }
        value.properties().forEach(field -> {
            var declared = schema.path("properties").path(field.getKey());
            if (!declared.isMissingNode()) {
                check(field.getValue(), declared, at + "." + field.getKey(), wrong);
            } else if (!schema.path("additionalProperties").asBoolean(false)) {
                wrong.add(at + " has " + field.getKey() + ", which the file does not know");
            }
        });
        if (value.isArray()) {
            value.forEach(element -> check(element, schema.path("items"), at + "[]", wrong));
        }
    }

    @Test
    void the_page_names_every_operation_and_message_and_loads_nothing() {
        var page = server.get("/docs").body();

        operations().keySet().forEach(id -> assertThat(page).contains("<section id=\"" + id + "\">"));
        api.at("/components/schemas")
                .propertyNames()
                .forEach(name -> assertThat(page).contains("<section id=\"" + name + "\">"));
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("null");
        assertThat(server.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0\n");
    }
}
