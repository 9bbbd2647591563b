package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds models for callers: whoever has no role on one is refused, and so is whoever has too small a one. */
@Component
class ModelAccess {

    private final ModelStore store;
    private final GrantStore grants;

    ModelAccess(ModelStore store, GrantStore grants) {
        this.store = store;
        this.grants = grants;
    }

    /**
     * A model and what its caller may do with it.
     *
     * @param model the model
     * @param role the caller's highest
     */
    record Found(StoredModel model, Role role) {}

    /**
     * A model.
     *
     * @throws Refusal if there is none, or the caller's role does not include {@code wanted}
     */
    Found require(Caller caller, String id, Role wanted) {
        if (!TunedModelId.isValid(id)) {
            throw Refusal.missing(id);
        }
        var model = store.find(new TunedModelId(id)).orElseThrow(() -> Refusal.missing(id));
        var role = roles(caller, List.of(model)).get(model.id());
        if (role == null || !role.includes(wanted)) {
            throw Refusal.denied(model.id());
        }
        return new Found(model, role);
    }

    /** The caller's role on each of these; models on which it has none are not in it. A project that a model is shared with as a whole reads. */
    Map<TunedModelId, Role> roles(Caller caller, List<StoredModel> models) {
        var roles = new HashMap<>(
                grants.roles(caller, models.stream().map(StoredModel::id).toList()));
        models.stream()
                .filter(model -> model.readers().contains(caller.project()))
                .forEach(model -> roles.putIfAbsent(model.id(), Role.READER));
        return roles;
    }
}
