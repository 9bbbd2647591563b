package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ListOperationsResponse;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.Tuned;
import io.pitchpipe.tuningserver.job.TunedModels;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A tuned model's training as an operation: get, list, cancel. Each model has one. */
@RestController
@RequestMapping(Routes.VERSION + "/tunedModels")
class OperationsController {

    private final TunedModels models;

    OperationsController(TunedModels models) {
        this.models = models;
    }

    @GetMapping("/{id}/operations/{operation}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> get(
            @PathVariable String id,
            @PathVariable String operation,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request) {
        var query = Query.of(request);
        return Reply.ok(WireModels.operation(find(caller, id, operation), caller), query);
    }

    @GetMapping("/{id}/operations")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> list(
            @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request) {
        var query = Query.of(request, "page_size", "page_token", "filter", "return_partial_success");
        if (query.get("return_partial_success").orElse("false").equals("true")) {
            throw Refusal.of(Refusal.Kind.UNIMPLEMENTED, "return_partial_success is not supported.");
        }
        if (query.get("filter").isPresent()) {
            throw Refusal.of(Refusal.Kind.UNIMPLEMENTED, "Operations cannot be filtered on this server.");
        }
        query.pageSize(1, 1);
        // A model has one operation, so no page is ever followed by another and no token was ever issued.
        PageToken.read(query, "operations|" + id);
        var tuned = models.get(caller.project(), id);
        return Reply.ok(new ListOperationsResponse(List.of(WireModels.operation(tuned, caller)), null), query);
    }

    @PostMapping("/{id}/operations/{operation}:cancel")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> cancel(
            @PathVariable String id,
            @PathVariable String operation,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request)
            throws IOException {
        var query = Query.of(request);
        RequestJson.read(request, Schema.EMPTY, "");
        find(caller, id, operation);
        models.cancel(caller.project(), id);
        return Reply.empty(query);
    }

    /** As the newest SDKs cancel. */
    @PostMapping("/{id}:cancel")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> cancel(
            @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request)
            throws IOException {
        var query = Query.of(request);
        RequestJson.read(request, Schema.EMPTY, "");
        models.cancel(caller.project(), id);
        return Reply.empty(query);
    }

    private Tuned find(Caller caller, String id, String operation) {
        var tuned = models.get(caller.project(), id);
        if (!tuned.model().operationId().equals(operation)) {
            throw Refusal.of(
                    Refusal.Kind.NOT_FOUND,
                    "Operation tunedModels/%s/operations/%s does not exist.".formatted(id, operation));
        }
        return tuned;
    }
}
