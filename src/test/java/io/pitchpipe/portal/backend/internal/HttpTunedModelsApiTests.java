package io.pitchpipe.portal.backend.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.pitchpipe.genapi.Hyperparameters;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningExample;
import io.pitchpipe.genapi.TuningTask;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendAddress;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.TeamId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class HttpTunedModelsApiTests {

    private static final String KEY = "canary-key-4711";

    @RegisterExtension
    static final WireMockExtension backend = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private final HttpTunedModelsApi api = new HttpTunedModelsApi(http(new AddressPolicy(Set.of("localhost"))));

    private BackendHttp http(AddressPolicy policy) {
        BackendAddress address = () -> Optional.of(URI.create(backend.baseUrl()));
        var beans = new StaticListableBeanFactory();
        beans.addBean("address", address);
        return new BackendHttp(
                beans.getBeanProvider(BackendAddress.class),
                beans.getBeanProvider(StoredConnections.class),
                clock,
                policy,
                SystemDefaultDnsResolver.INSTANCE);
    }

    private static Connection remote() {
        return new Connection(
                ConnectionId.random(),
                TeamId.random(),
                Connection.Kind.REMOTE,
                URI.create(backend.baseUrl()),
                new Credential(KEY));
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        backend.stubFor(any(anyUrl()).willReturn(answer));
    }

    @Test
    void a_tuning_is_created_under_the_id_that_the_client_chose() {
        answers(okJson("""
                {"name":"tunedModels/numbers-1/operations/op1","metadata":{"@type":"x","totalSteps":38,
                 "tunedModel":"tunedModels/numbers-1"}}"""));
        var operation = api.create(
                remote(),
                "numbers-1",
                TunedModel.toCreate(
                        "models/demo",
                        "numbers",
                        null,
                        TuningTask.toCreate(
                                List.of(new TuningExample("1", "2")), new Hyperparameters(5, 2, 0.001f, null))));
        assertThat(operation.name()).isEqualTo("tunedModels/numbers-1/operations/op1");
        backend.verify(postRequestedFor(urlEqualTo("/v1beta/tunedModels?tunedModelId=numbers-1"))
                .withHeader("x-goog-api-key", equalTo(KEY))
                .withHeader("X-Pitchpipe-Extensions", equalTo("true"))
                .withRequestBody(matchingJsonPath("$.tuningTask.trainingData.examples.examples[0].textInput")));
    }

    @Test
    void our_own_server_is_known_by_the_surface_that_it_describes() {
        answers(aResponse().withHeader("Content-Type", "text/yaml").withBody("schemas:\n    TuningValidation:\n"));
        assertThat(api.measuresHeldOut(remote())).isTrue();
        answers(aResponse().withBody("schemas:\n    TunedModel:\n"));
        assertThat(api.measuresHeldOut(remote())).as("an older one").isFalse();
        answers(aResponse().withStatus(404).withBody("<html>Not found</html>"));
        assertThat(api.measuresHeldOut(remote())).as("another service").isFalse();
    }

    @Test
    void all_pages_of_models_are_read() {
        backend.stubFor(get(urlEqualTo("/v1beta/models?pageSize=200"))
                .willReturn(okJson("{\"models\":[{\"name\":\"models/a\"}],\"nextPageToken\":\"n&1\"}")));
        backend.stubFor(get(urlEqualTo("/v1beta/models?pageSize=200&pageToken=n%261"))
                .willReturn(okJson("{\"models\":[{\"name\":\"models/b\"}]}")));
        assertThat(api.models(remote())).extracting(model -> model.name()).containsExactly("models/a", "models/b");
    }

    @Test
    void an_operation_is_cancelled_under_v1_where_the_official_service_has_it() {
        answers(okJson("{}"));
        api.cancel(remote(), "tunedModels/m/operations/o");
        backend.verify(postRequestedFor(urlEqualTo("/v1/tunedModels/m/operations/o:cancel")));
    }

    @Test
    void a_patch_names_its_fields_and_accepts_a_partial_answer() {
        answers(okJson("{\"readerProjectNumbers\":[\"7\"]}"));
        var changed = api.patch(remote(), "m", TunedModel.withReaders(List.of("7")), List.of("readerProjectNumbers"));
        assertThat(changed.readerProjectNumbers()).containsExactly("7");
        backend.verify(patchRequestedFor(urlEqualTo("/v1beta/tunedModels/m?updateMask=readerProjectNumbers")));
    }

    @Test
    void an_unknown_state_is_kept_raw() {
        answers(okJson("{\"name\":\"tunedModels/m\",\"state\":\"HIBERNATING\",\"brandNew\":1}"));
        var state = api.get(remote(), "m").state();
        assertThat(state == null ? null : state.value()).isEqualTo("HIBERNATING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>hello</html>",
                "",
                "null",
                "{\"name\":\"tunedModels/m/opera",
                "[]",
                "42",
                "{}",
                "{\"name\":\"tunedModels/m/operations/o\"} trailing",
                "{\"name\":\"../../admin\"}"
            })
    void garbage_with_200_is_never_a_success(String body) {
        answers(aResponse().withStatus(200).withBody(body));
        assertThatThrownBy(() -> api.operation(remote(), "tunedModels/m/operations/o"))
                .isInstanceOf(ApiFailure.Garbage.class);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_broken_connection_is_unavailable_or_garbage_and_may_be_tried_again(Fault fault) {
        answers(aResponse().withFault(fault));
        var failure = catchThrowableOfType(ApiFailure.class, () -> api.models(remote()));
        assertThat(failure.transientFailure()).isTrue();
    }

    @Test
    void each_refusal_has_its_kind() {
        refuses(401, "UNAUTHENTICATED", ApiFailure.Unauthenticated.class);
        refuses(403, "PERMISSION_DENIED", ApiFailure.PermissionDenied.class);
        refuses(404, "NOT_FOUND", ApiFailure.NotFound.class);
        refuses(409, "ALREADY_EXISTS", ApiFailure.AlreadyExists.class);
        refuses(409, "ABORTED", ApiFailure.Unavailable.class);
        refuses(400, "INVALID_ARGUMENT", ApiFailure.InvalidArgument.class);
        refuses(500, "INTERNAL", ApiFailure.Unavailable.class);
        refuses(503, "UNAVAILABLE", ApiFailure.Unavailable.class);
        refuses(501, "UNIMPLEMENTED", ApiFailure.InvalidArgument.class);
    }

    private void refuses(int code, String status, Class<? extends ApiFailure> kind) {
        answers(aResponse()
                .withStatus(code)
                .withBody("{\"error\":{\"code\":%d,\"message\":\"m\",\"status\":\"%s\"}}".formatted(code, status)));
        assertThatThrownBy(() -> api.get(remote(), "m")).isInstanceOf(kind);
    }

    @Test
    void a_refusal_names_the_fields_that_are_wrong_and_what_looks_otherwise_is_passed_over() {
        answers(aResponse().withStatus(400).withBody("""
                {"error":{"code":400,"message":"2 examples are too long","status":"INVALID_ARGUMENT",
                 "details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[
                  {"field":"tuned_model.tuning_task.training_data.examples.examples[4]","description":"Example 5: canary-key-4711"},
                  {"field":7},"odd",{"field":"x"}]},{"fieldViolations":"none"}]}}"""));
        var refused = catchThrowableOfType(ApiFailure.InvalidArgument.class, () -> api.get(remote(), "m"));
        assertThat(refused.violations())
                .containsExactly(
                        new ApiFailure.InvalidArgument.Violation(
                                "tuned_model.tuning_task.training_data.examples.examples[4]", "Example 5: …"),
                        new ApiFailure.InvalidArgument.Violation("x", ""));
    }

    @Test
    void examples_are_counted_in_one_request() {
        answers(okJson("{\"tokenCounts\":[4,1300],\"exampleTokenLimit\":1024}"));
        var counted = api.countExampleTokens(
                remote(), "models/demo", List.of(new TuningExample("1", "2"), new TuningExample("3", "4")));
        assertThat(counted.tokenCounts()).containsExactly(4, 1300);
        assertThat(counted.exampleTokenLimit()).isEqualTo(1024);
        backend.verify(postRequestedFor(urlEqualTo("/v1beta/models/demo:countExampleTokens"))
                .withRequestBody(matchingJsonPath("$.examples.examples[1].textInput", equalTo("3"))));
    }

    @Test
    void a_404_that_a_proxy_made_up_does_not_mean_that_the_model_is_gone() {
        answers(aResponse().withStatus(404).withBody("<h1>404</h1>"));
        assertThatThrownBy(() -> api.get(remote(), "m")).isInstanceOf(ApiFailure.Garbage.class);
    }

    @Test
    void the_400_that_google_answers_to_a_wrong_key_is_an_authentication_failure() {
        answers(aResponse().withStatus(400).withBody("""
                {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT",
                 "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}"""));
        assertThatThrownBy(() -> api.models(remote())).isInstanceOf(ApiFailure.Unauthenticated.class);
    }

    @Test
    void retry_after_is_read_as_seconds_and_as_a_date() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "17"));
        assertThat(exhausted().retryAfter()).contains(Duration.ofSeconds(17));
        answers(aResponse().withStatus(429).withHeader("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT"));
        assertThat(exhausted().retryAfter()).contains(Duration.ofSeconds(30));
        answers(aResponse().withStatus(429).withHeader("Retry-After", "soon"));
        assertThat(exhausted().retryAfter()).isEmpty();
    }

    private ApiFailure.Exhausted exhausted() {
        return catchThrowableOfType(ApiFailure.Exhausted.class, () -> api.models(remote()));
    }

    @Test
    void a_redirect_is_not_followed_so_the_key_reaches_no_other_host() {
        backend.stubFor(get(urlEqualTo("/v1beta/tunedModels/m"))
                .willReturn(aResponse().withStatus(302).withHeader("Location", "/elsewhere")));
        assertThatThrownBy(() -> api.get(remote(), "m")).isInstanceOf(ApiFailure.Garbage.class);
        backend.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void a_private_address_is_refused_before_anything_is_sent() {
        var guarded = new HttpTunedModelsApi(http(new AddressPolicy(Set.of())));
        assertThatThrownBy(() -> guarded.models(remote())).isInstanceOf(ApiFailure.AddressRefused.class);
        assertThat(backend.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_private_address_given_as_a_literal_is_refused_too() {
        var guarded = new HttpTunedModelsApi(http(new AddressPolicy(Set.of())));
        for (var host : List.of("127.0.0.1", "[::1]", "0x7f.1", "2130706433")) {
            var connection = new Connection(
                    ConnectionId.random(),
                    TeamId.random(),
                    Connection.Kind.REMOTE,
                    URI.create("http://" + host + ":" + backend.getPort()),
                    new Credential(KEY));
            assertThatThrownBy(() -> guarded.models(connection))
                    .isInstanceOfAny(ApiFailure.AddressRefused.class, ApiFailure.Unavailable.class);
        }
        assertThat(backend.getAllServeEvents()).isEmpty();
    }

    @Test
    void the_embedded_server_is_called_at_its_address_of_the_moment() {
        answers(okJson("{}"));
        var guarded = new HttpTunedModelsApi(http(new AddressPolicy(Set.of())));
        var embedded = new Connection(
                ConnectionId.random(), TeamId.random(), Connection.Kind.EMBEDDED, null, new Credential(KEY));
        assertThat(guarded.models(embedded)).isEmpty();
    }

    @Test
    void no_failure_and_no_text_holds_the_key() {
        answers(aResponse()
                .withStatus(400)
                .withBody("{\"error\":{\"code\":400,\"message\":\"bad key " + KEY + "\",\"status\":\"X\"}}"));
        var connection = remote();
        var failure = catchThrowableOfType(ApiFailure.class, () -> api.get(connection, "m"));
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + failure.reason() + connection).doesNotContain(KEY);
    }

    @Test
    void loopback_is_where_this_test_runs() {
        assertThat(AddressPolicy.isPublic(InetAddress.getLoopbackAddress())).isFalse();
    }
}
