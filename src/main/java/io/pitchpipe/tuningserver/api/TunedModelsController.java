package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.Dataset;
import io.pitchpipe.genapi.ListTunedModelsResponse;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningValidation;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.job.Example;
import io.pitchpipe.tuningserver.job.Limits;
import io.pitchpipe.tuningserver.job.ModelFilter;
import io.pitchpipe.tuningserver.job.NewTuning;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.TunedModels;
import io.pitchpipe.tuningserver.job.ValidationWish;
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
    @Allow(value = Allow.Who.KEY, query = "tuned_model_id")
    ResponseEntity<byte[]> create(Call call) throws IOException {
        var body = call.body(Schema.tunedModel(call.version()), BODY, TunedModel.class);
        var id = call.query().get("tuned_model_id").orElse(null);
        return call.answer(WireModels.operation(models.create(wish(call, id, body)), 0, call.extended()));
    }

    private static NewTuning wish(Call call, @Nullable String id, TunedModel body) {
        var task = body.tuningTask();
        if (task == null) {
            throw Refusal.invalid(BODY + ".tuning_task", "tuning_task is required. " + Limits.DROPPED);
        }
        var hyperparameters = task.hyperparameters();
        var source = body.tunedModelSource();
        return new NewTuning(
                call.caller(),
                call.version(),
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
                examples(task.trainingData()),
                validation(task.validation()));
    }

    private static @Nullable ValidationWish validation(@Nullable TuningValidation validation) {
        return validation == null
                ? null
                : new ValidationWish(examples(validation.data()), validation.keepBest(), validation.patience());
    }

    private static String sourceId(@Nullable String name) {
        if (name != null && name.startsWith("models/tunedModels/")) {
            return sourceId(name.substring("models/".length()));
        }
        if (name == null || !name.startsWith("tunedModels/")) {
            throw Refusal.invalid(
                    BODY + ".tuned_model_source.tuned_model",
                    "tuned_model_source.tuned_model must be the name of a tuned model, as in tunedModels/my-model.");
        }
        return name.substring("tunedModels/".length());
    }

    private static List<Example> examples(@Nullable Dataset data) {
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
    @Allow(
            value = Allow.Who.KEY,
            query = {"page_size", "page_token", "filter"})
    ResponseEntity<byte[]> list(Call call) {
        var filter = ModelFilter.parse(call.query().get("filter").orElse(""));
        var pager = Pager.of(call, "tunedModels", PAGE, MAX_PAGE);
        var page = pager.page(
                models.list(call.caller(), filter, pager.after(), pager.limit()),
                tuned -> tuned.model().seq());
        return call.answer(new ListTunedModelsResponse(
                page.entries().stream()
                        .map(tuned -> WireModels.tunedModel(tuned, call.extended()))
                        .toList(),
                page.next()));
    }

    @GetMapping("/{id}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> get(Call call, @PathVariable String id) {
        return call.answer(WireModels.tunedModel(models.get(call.caller(), id), call.extended()));
    }

    @PatchMapping("/{id}")
    @Allow(value = Allow.Who.KEY, query = "update_mask")
    ResponseEntity<byte[]> patch(Call call, @PathVariable String id) throws IOException {
        var body = call.body(Schema.tunedModel(call.version()), BODY);
        var mask = call.query().get("update_mask");
        if (mask.isEmpty() && call.v1beta3()) {
            throw Refusal.invalid("update_mask", "update_mask is required.");
        }
        return call.answer(patches.apply(call, id, mask.orElse(null), body));
    }

    @DeleteMapping("/{id}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> delete(Call call, @PathVariable String id) {
        models.delete(call.caller(), id);
        return call.empty();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
