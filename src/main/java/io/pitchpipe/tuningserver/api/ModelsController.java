package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ListModelsResponse;
import io.pitchpipe.tuningserver.job.BaseModels;
import io.pitchpipe.tuningserver.job.Refusal;
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
    @Allow(
            value = Allow.Who.KEY,
            query = {"page_size", "page_token"})
    ResponseEntity<byte[]> list(Call call) {
        var pager = Pager.of(call, "models", PAGE, MAX_PAGE);
        var all = bases.list();
        int from = (int) Math.min(pager.after(), all.size());
        var page = pager.page(
                all.subList(from, Math.min(from + pager.limit(), all.size())), base -> all.indexOf(base) + 1);
        return call.answer(new ListModelsResponse(
                page.entries().stream()
                        .map(base -> WireModels.model(base, null, call.extended()))
                        .toList(),
                page.next()));
    }

    @GetMapping("/{model}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> get(Call call, @PathVariable String model) {
        var found = bases.find("models/" + model)
                .orElseThrow(() -> Refusal.of(
                        Refusal.Kind.NOT_FOUND,
                        "models/%s is not found for API version %s. Call ListModels to see the list of available models and their supported methods."
                                .formatted(model, call.version())));
        return call.answer(WireModels.model(found.base(), found.isAlias() ? found.asked() : null, call.extended()));
    }
}
