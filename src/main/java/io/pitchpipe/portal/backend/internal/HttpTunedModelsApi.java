package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.genapi.CountExampleTokensRequest;
import io.pitchpipe.genapi.CountExampleTokensResponse;
import io.pitchpipe.genapi.ListModelsResponse;
import io.pitchpipe.genapi.ListOperationsResponse;
import io.pitchpipe.genapi.ListTunedModelsResponse;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.genapi.Operation;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningExample;
import io.pitchpipe.genapi.TuningExamples;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.TunedModelsApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The surface over HTTP, under /v1beta; only cancelling stands under /v1, where alone the official service has it. */
@Component
class HttpTunedModelsApi implements TunedModelsApi {

    private static final int PAGE = 200;
    private static final int MOST_MODELS = 1_000;

    private final BackendHttp http;

    HttpTunedModelsApi(BackendHttp http) {
        this.http = http;
    }

    @Override
    public List<Model> models(Connection connection) {
        var models = new ArrayList<Model>();
        String token = null;
        do {
            var page = http.exchange(
                    connection, "GET", "/v1beta/models?pageSize=" + PAGE + next(token), null, ListModelsResponse.class);
            page.entries().stream().filter(model -> model.name() != null).forEach(models::add);
            token = page.nextPageToken();
        } while (token != null && !token.isEmpty() && models.size() < MOST_MODELS);
        return List.copyOf(models);
    }

    @Override
    public boolean measuresHeldOut(Connection connection) {
        try {
            return http.text(connection, "/openapi.yaml").contains("TuningValidation:");
        } catch (ApiFailure another) {
            return false;
        }
    }

    @Override
    public CountExampleTokensResponse countExampleTokens(
            Connection connection, String base, List<TuningExample> examples) {
        return http.exchange(
                connection,
                "POST",
                "/v1beta/models/" + encoded(base.replaceFirst("^models/", "")) + ":countExampleTokens",
                new CountExampleTokensRequest(new TuningExamples(examples)),
                CountExampleTokensResponse.class);
    }

    @Override
    public Operation create(Connection connection, String tunedModelId, TunedModel model) {
        return named(http.exchange(
                connection,
                "POST",
                "/v1beta/tunedModels?tunedModelId=" + encoded(tunedModelId),
                model,
                Operation.class));
    }

    @Override
    public TunedModel get(Connection connection, String tunedModelId) {
        var model = http.exchange(connection, "GET", path(tunedModelId), null, TunedModel.class);
        if (model.name() == null) {
            throw new ApiFailure.Garbage("A tuned model without a name");
        }
        return model;
    }

    @Override
    public ListTunedModelsResponse list(Connection connection, int pageSize, @Nullable String pageToken) {
        return http.exchange(
                connection,
                "GET",
                "/v1beta/tunedModels?pageSize=" + pageSize + next(pageToken),
                null,
                ListTunedModelsResponse.class);
    }

    @Override
    public TunedModel patch(Connection connection, String tunedModelId, TunedModel changes, List<String> updateMask) {
        var mask = "?updateMask=" + encoded(String.join(",", updateMask));
        return http.exchange(connection, "PATCH", path(tunedModelId) + mask, changes, TunedModel.class);
    }

    @Override
    public void delete(Connection connection, String tunedModelId) {
        http.exchange(connection, "DELETE", path(tunedModelId), null, Map.class);
    }

    @Override
    public Operation operation(Connection connection, String operationName) {
        return named(http.exchange(connection, "GET", "/v1beta/" + checked(operationName), null, Operation.class));
    }

    @Override
    public List<Operation> operations(Connection connection, String tunedModelId) {
        return http.exchange(connection, "GET", path(tunedModelId) + "/operations", null, ListOperationsResponse.class)
                .entries();
    }

    @Override
    public void cancel(Connection connection, String operationName) {
        http.exchange(connection, "POST", "/v1/" + checked(operationName) + ":cancel", Map.of(), Map.class);
    }

    private static Operation named(Operation operation) {
        var name = operation.name();
        if (name == null || !isOperationName(name)) {
            throw new ApiFailure.Garbage("An operation without a name");
        }
        return operation;
    }

    /** The name came from a backend and becomes part of a path. */
    private static String checked(String operationName) {
        if (!isOperationName(operationName)) {
            throw new IllegalArgumentException("Not an operation's name");
        }
        return operationName;
    }

    private static boolean isOperationName(String name) {
        return name.matches("tunedModels/[A-Za-z0-9_-]{1,63}/operations/[A-Za-z0-9_-]{1,63}");
    }

    private static String path(String tunedModelId) {
        return "/v1beta/tunedModels/" + encoded(tunedModelId);
    }

    private static String next(@Nullable String token) {
        return token == null || token.isEmpty() ? "" : "&pageToken=" + encoded(token);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
