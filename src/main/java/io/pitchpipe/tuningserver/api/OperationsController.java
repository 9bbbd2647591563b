package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ListOperationsResponse;
import io.pitchpipe.genapi.Operation;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.Tuned;
import io.pitchpipe.tuningserver.job.TunedModels;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    ResponseEntity<byte[]> get(Call call, @PathVariable String id, @PathVariable String operation) {
        return call.answer(operation(call, find(call, id, operation)));
    }

    @GetMapping("/{id}/operations")
    @Allow(
            value = Allow.Who.KEY,
            query = {"page_size", "page_token", "filter", "return_partial_success"})
    ResponseEntity<byte[]> list(Call call, @PathVariable String id) {
        AllOperationsController.checkList(call.query());
        // A model has one operation, so no page is ever followed by another and no token was ever issued.
        Pager.of(call, "operations|" + id, 1, 1);
        return call.answer(new ListOperationsResponse(List.of(operation(call, models.get(call.caller(), id))), null));
    }

    @PostMapping("/{id}/operations/{operation}:cancel")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> cancel(Call call, @PathVariable String id, @PathVariable String operation)
            throws IOException {
        call.body(Schema.EMPTY, "");
        find(call, id, operation);
        return cancel(call, id);
    }

    /** As the newest SDKs cancel. */
    @PostMapping("/{id}:cancel")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> cancelModel(Call call, @PathVariable String id) throws IOException {
        call.body(Schema.EMPTY, "");
        return cancel(call, id);
    }

    private ResponseEntity<byte[]> cancel(Call call, String id) {
        models.cancel(call.caller(), id);
        return call.empty();
    }

    private Operation operation(Call call, Tuned tuned) {
        return WireModels.operation(tuned, call.extended() ? models.position(tuned) : 0, call.extended());
    }

    private Tuned find(Call call, String id, String operation) {
        var tuned = models.get(call.caller(), id);
        if (!tuned.model().operationId().equals(operation)) {
            throw Refusal.of(
                    Refusal.Kind.NOT_FOUND,
                    "Operation tunedModels/%s/operations/%s does not exist.".formatted(id, operation));
        }
        return tuned;
    }
}
