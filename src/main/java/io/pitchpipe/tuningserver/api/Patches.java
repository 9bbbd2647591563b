package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.tuningserver.job.BaseModel;
import io.pitchpipe.tuningserver.job.BaseModels;
import io.pitchpipe.tuningserver.job.ModelPatch;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.TunedModels;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * tunedModels.patch. With a mask, what the mask names is set, or cleared where the body has nothing, and the answer holds those fields and no other. Without one, what the
 * body has is set (AIP-134), fields that cannot be changed are passed over, and the answer is the whole model: SDKs that send no mask expect a name in it.
 */
@Component
class Patches {

    private static final Set<String> PATCHABLE =
            Set.of("displayName", "description", "temperature", "topP", "topK", "readerProjectNumbers");

    private final TunedModels models;
    private final BaseModels bases;

    Patches(TunedModels models, BaseModels bases) {
        this.models = models;
        this.bases = bases;
    }

    TunedModel apply(Call call, String id, @Nullable String updateMask, ObjectNode body) {
        var caller = call.caller();
        var fields = fields(updateMask, body);
        var wish = RequestJson.as(body, TunedModel.class);
        var current = models.get(caller, id).model();
        var base =
                bases.find(current.baseModel()).map(BaseModels.Resolved::base).orElse(null);
        var patch = new ModelPatch(
                fields.contains("displayName") ? orEmpty(wish.displayName()) : null,
                fields.contains("description") ? orEmpty(wish.description()) : null,
                fields.contains("temperature")
                        ? orBase(wish.temperature(), base, model -> Math.min(1, model.temperature()))
                        : null,
                fields.contains("topP") ? orBase(wish.topP(), base, BaseModel::topP) : null,
                fields.contains("topK") ? orBase(wish.topK(), base, BaseModel::topK) : null,
                fields.contains("readerProjectNumbers")
                        ? TunedModelsController.readers(wish.readerProjectNumbers())
                        : null);
        var changed = WireModels.tunedModel(models.patch(caller, id, patch), call.extended());
        return updateMask == null ? changed : only(changed, fields);
    }

    private static Set<String> fields(@Nullable String updateMask, ObjectNode body) {
        var fields = new LinkedHashSet<String>();
        if (updateMask == null) {
            body.propertyNames().stream().filter(PATCHABLE::contains).forEach(fields::add);
            return fields;
        }
        for (var path : updateMask.split(",")) {
            var name = Schema.camel(path.strip()).replaceFirst("^tunedModel\\.", "");
            if (name.equals("*")) {
                fields.addAll(PATCHABLE);
            } else if (PATCHABLE.contains(name)) {
                fields.add(name);
            } else {
                throw Refusal.invalid(
                        "update_mask",
                        "The update mask names '%s', which is no field of a tuned model that can be changed. Those are displayName, description, temperature, topP, topK and readerProjectNumbers."
                                .formatted(path.strip()));
            }
        }
        return fields;
    }

    private static TunedModel only(TunedModel model, Set<String> fields) {
        return new TunedModel(
                null,
                null,
                null,
                fields.contains("displayName") ? model.displayName() : null,
                fields.contains("description") ? model.description() : null,
                null,
                null,
                null,
                null,
                fields.contains("temperature") ? model.temperature() : null,
                fields.contains("topP") ? model.topP() : null,
                fields.contains("topK") ? model.topK() : null,
                fields.contains("readerProjectNumbers") ? model.readerProjectNumbers() : null);
    }

    private static <T> @Nullable T orBase(@Nullable T value, @Nullable BaseModel base, Function<BaseModel, T> usual) {
        return value != null || base == null ? value : usual.apply(base);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
