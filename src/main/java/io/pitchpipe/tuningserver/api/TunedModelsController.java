package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ListTunedModelsResponse;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningTask;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.job.Example;
import io.pitchpipe.tuningserver.job.ModelFilter;
import io.pitchpipe.tuningserver.job.NewTuning;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.TunedModels;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** tunedModels: create, get, list, patch, delete. */
@RestController
@RequestMapping(Routes.VERSION + "/tunedModels")
class TunedModelsController {

    private static final int PAGE = 10;
    private static final int MAX_PAGE = 1000;
    private static final String BODY = "tuned_model";

    private final TunedModels models;
    private final Patches patches;

    TunedModelsController(TunedModels models, Patches patches) {
        this.models = models;
        this.patches = patches;
    }

    @PostMapping
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> create(
            @PathVariable String version, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request)
            throws IOException {
        var query = Query.of(request, "tuned_model_id");
        var body = RequestJson.as(RequestJson.read(request, Schema.TUNED_MODEL, BODY), TunedModel.class);
        var created = models.create(
                wish(version, caller, query.given("tuned_model_id").orElse(null), body));
        return Reply.ok(WireModels.operation(created, caller), query);
    }

    private static NewTuning wish(String version, Caller caller, @Nullable String id, TunedModel body) {
        var task = body.tuningTask();
        if (task == null) {
            throw Refusal.invalid(BODY + ".tuning_task", "tuning_task is required.");
        }
        var hyperparameters = task.hyperparameters();
        var source = body.tunedModelSource();
        return new NewTuning(
                caller.project(),
                version,
                id,
                body.baseModel(),
                source == null ? null : sourceId(source.tunedModel()),
                orEmpty(body.displayName()),
                orEmpty(body.description()),
                body.temperature(),
                body.topP(),
                body.topK(),
                hyperparameters == null ? null : hyperparameters.epochCount(),
                hyperparameters == null ? null : hyperparameters.batchSize(),
                hyperparameters == null ? null : hyperparameters.learningRate(),
                hyperparameters == null ? null : hyperparameters.learningRateMultiplier(),
                readers(body.readerProjectNumbers()),
                examples(task));
    }

    private static String sourceId(@Nullable String name) {
        if (name == null || !name.startsWith("tunedModels/")) {
            throw Refusal.invalid(
                    BODY + ".tuned_model_source.tuned_model",
                    "tuned_model_source.tuned_model must be the name of a tuned model, as in tunedModels/my-model.");
        }
        return name.substring("tunedModels/".length());
    }

    private static List<Example> examples(TuningTask task) {
        var data = task.trainingData();
        var examples =
                data == null || data.examples() == null ? null : data.examples().examples();
        var pairs = new ArrayList<Example>();
        if (examples != null) {
            for (var example : examples) {
                pairs.add(new Example(orEmpty(example.textInput()), orEmpty(example.output())));
            }
        }
        return pairs;
    }

    static List<ProjectNumber> readers(@Nullable List<String> numbers) {
        var readers = new ArrayList<ProjectNumber>();
        if (numbers != null) {
            for (int i = 0; i < numbers.size(); i++) {
                try {
                    readers.add(ProjectNumber.parse(numbers.get(i)));
                } catch (IllegalArgumentException noProject) {
                    var field = BODY + ".reader_project_numbers[" + i + "]";
                    throw Refusal.invalid(
                            field, "Invalid value at '" + field + "': a project number is a positive whole number.");
                }
            }
        }
        return readers.stream().distinct().toList();
    }

    @GetMapping
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> list(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request) {
        var query = Query.of(request, "page_size", "page_token", "filter");
        int size = query.pageSize(PAGE, MAX_PAGE);
        var filter = query.get("filter").orElse("");
        var parameters =
                "tunedModels|" + caller.project() + "|" + query.get("page_size").orElse("") + "|" + filter;
        var token = PageToken.read(query, parameters);
        var found = models.list(caller.project(), ModelFilter.parse(filter), token.after(), size + 1);
        var page = found.subList(0, Math.min(size, found.size()));
        return Reply.ok(
                new ListTunedModelsResponse(
                        page.stream()
                                .map(tuned -> WireModels.tunedModel(tuned, caller))
                                .toList(),
                        found.size() > size
                                ? new PageToken(page.getLast().model().seq()).issue(parameters)
                                : null),
                query);
    }

    @GetMapping("/{id}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> get(
            @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request) {
        var query = Query.of(request);
        return Reply.ok(WireModels.tunedModel(models.get(caller.project(), id), caller), query);
    }

    @PatchMapping("/{id}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> patch(
            @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request)
            throws IOException {
        var query = Query.of(request, "update_mask");
        var body = RequestJson.read(request, Schema.TUNED_MODEL, BODY);
        return Reply.ok(patches.apply(caller, id, query.get("update_mask").orElse(null), body), query);
    }

    @DeleteMapping("/{id}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> delete(
            @PathVariable String id, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, HttpServletRequest request) {
        var query = Query.of(request);
        models.delete(caller.project(), id);
        return Reply.empty(query);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
