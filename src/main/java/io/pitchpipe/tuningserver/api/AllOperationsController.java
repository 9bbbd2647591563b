package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ListOperationsResponse;
import io.pitchpipe.tuningserver.job.ModelFilter;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.TunedModelId;
import io.pitchpipe.tuningserver.job.TunedModels;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * operations.list and delete of google.longrunning: the operations of all models that the caller sees, in order of creation. They are kept as long as their models, so
 * they cannot be deleted, which the interface allows.
 */
@RestController
@RequestMapping(Routes.VERSION + "/operations")
class AllOperationsController {

    private static final int PAGE = 10;
    private static final int MAX_PAGE = 1000;

    private final TunedModels models;

    AllOperationsController(TunedModels models) {
        this.models = models;
    }

    @GetMapping
    @Allow(
            value = Allow.Who.KEY,
            query = {"page_size", "page_token", "filter", "return_partial_success"})
    ResponseEntity<byte[]> list(Call call) {
        checkList(call.query());
        var pager = Pager.of(call, "operations", PAGE, MAX_PAGE);
        var page = pager.page(
                models.list(call.caller(), ModelFilter.parse(""), pager.after(), pager.limit()),
                tuned -> tuned.model().seq());
        Map<TunedModelId, Integer> positions = call.extended() ? models.positions() : Map.of();
        return call.answer(new ListOperationsResponse(
                page.entries().stream()
                        .map(tuned -> WireModels.operation(
                                tuned, positions.getOrDefault(tuned.model().id(), 0), call.extended()))
                        .toList(),
                page.next()));
    }

    @DeleteMapping("/{*operation}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> delete(Call call) {
        throw Refusal.of(Refusal.Kind.UNIMPLEMENTED, "Operations are deleted with their models.");
    }

    /** @throws Refusal if a list of operations is asked for in a way that this server does not have */
    static void checkList(Query query) {
        if (query.get("return_partial_success").orElse("false").equals("true")) {
            throw Refusal.of(Refusal.Kind.UNIMPLEMENTED, "return_partial_success is not supported.");
        }
        if (query.get("filter").isPresent()) {
            throw Refusal.of(Refusal.Kind.UNIMPLEMENTED, "Operations cannot be filtered on this server.");
        }
    }
}
