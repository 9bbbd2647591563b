package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ListModelsResponse;
import io.pitchpipe.tuningserver.job.BaseModels;
import io.pitchpipe.tuningserver.job.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** models.list and models.get. Aliases of retired models are found by name and not listed: a list shows what is really here. */
@RestController
@RequestMapping(Routes.VERSION + "/models")
class ModelsController {

    private static final int PAGE = 50;
    private static final int MAX_PAGE = 1000;

    private final BaseModels bases;

    ModelsController(BaseModels bases) {
        this.bases = bases;
    }

    @GetMapping
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        var query = Query.of(request, "page_size", "page_token");
        int size = query.pageSize(PAGE, MAX_PAGE);
        var parameters = "models|" + query.get("page_size").orElse("");
        var all = bases.list();
        int from = (int) Math.min(PageToken.read(query, parameters).after(), all.size());
        int to = Math.min(from + size, all.size());
        return Reply.ok(
                new ListModelsResponse(
                        all.subList(from, to).stream()
                                .map(base -> WireModels.model(base, null))
                                .toList(),
                        to < all.size() ? new PageToken(to).issue(parameters) : null),
                query);
    }

    @GetMapping("/{model}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> get(@PathVariable String version, @PathVariable String model, HttpServletRequest request) {
        var query = Query.of(request);
        var found = bases.find("models/" + model)
                .orElseThrow(() -> Refusal.of(
                        Refusal.Kind.NOT_FOUND,
                        "models/%s is not found for API version %s. Call ListModels to see the list of available models and their supported methods."
                                .formatted(model, version)));
        return Reply.ok(WireModels.model(found.base(), found.isAlias() ? found.asked() : null), query);
    }
}
