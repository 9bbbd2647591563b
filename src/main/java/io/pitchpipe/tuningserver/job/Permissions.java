package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who else may read and write a model. Writers and the owner see and change it; the owner's own permission comes with the model, cannot be granted, changed or taken
 * away, and moves by {@link #transfer} alone.
 */
@Service
public class Permissions {

    private final ModelAccess access;
    private final GrantStore grants;

    Permissions(ModelAccess access, GrantStore grants) {
        this.access = access;
        this.grants = grants;
    }

    /**
     * Grants a role.
     *
     * @param email null or empty for everyone
     * @throws Refusal if the grantee does not fit its type, has a role already, or the role is OWNER
     */
    @Transactional
    public Grant create(
            Caller caller, String id, Grant.@Nullable Type type, @Nullable String email, @Nullable Role role) {
        var model = access.require(caller, id, Role.WRITER).model();
        var kind = type(type);
        var grant = Grant.of(kind, grantee(kind, email), grantable(role));
        if (!grants.insert(model.id(), grant)) {
            throw Refusal.of(
                    Refusal.Kind.ALREADY_EXISTS,
                    "Permission %s/permissions/%s already exists."
                            .formatted(model.id().name(), grant.id()));
        }
        return find(model.id(), grant.id());
    }

    /** One of a model's permissions. */
    public Grant get(Caller caller, String id, String permission) {
        return find(access.require(caller, id, Role.WRITER).model().id(), permission);
    }

    /** A model's permissions in order of creation, after the one with this {@code seq}. */
    public List<Grant> list(Caller caller, String id, long after, int limit) {
        return grants.list(access.require(caller, id, Role.WRITER).model().id(), after, limit);
    }

    /**
     * Changes the role of a permission.
     *
     * @throws Refusal if there is none, it is the owner's, or the role is OWNER
     */
    @Transactional
    public Grant setRole(Caller caller, String id, String permission, @Nullable Role role) {
        var model = access.require(caller, id, Role.WRITER).model().id();
        var found = find(model, permission);
        if (!grants.setRole(model, permission, grantable(role))) {
            throw ownersStays(found);
        }
        return find(model, permission);
    }

    /**
     * Takes a permission away.
     *
     * @throws Refusal if there is none, or it is the owner's
     */
    @Transactional
    public void delete(Caller caller, String id, String permission) {
        var model = access.require(caller, id, Role.WRITER).model().id();
        var found = find(model, permission);
        if (!grants.delete(model, permission)) {
            throw ownersStays(found);
        }
    }

    /**
     * Gives a model to somebody else; its owner becomes a writer. Giving it to oneself changes nothing.
     *
     * @throws Refusal if the caller is not the owner, or there is no address of a person
     */
    @Transactional
    public void transfer(Caller caller, String id, @Nullable String email) {
        var found = access.require(caller, id, Role.READER);
        var refused = Refusal.of(Refusal.Kind.DENIED, "You need to be the owner of the resource to transfer ownership");
        if (found.role() != Role.OWNER) {
            throw refused;
        }
        var to = principal(email == null ? "" : email);
        var model = found.model().id();
        var known = grants.find(model, to.permissionId());
        if (known.filter(grant -> grant.type() == Grant.Type.GROUP).isPresent()) {
            throw Refusal.invalid("email_address", "A model cannot be owned by a group.");
        }
        if (known.filter(grant -> grant.role() == Role.OWNER).isEmpty()
                && !grants.transfer(model, caller.principal(), to)) {
            throw refused;
        }
    }

    private Grant find(TunedModelId model, String permission) {
        return grants.find(model, permission)
                .orElseThrow(() -> Refusal.of(
                        Refusal.Kind.NOT_FOUND,
                        "Permission %s/permissions/%s does not exist.".formatted(model.name(), permission)));
    }

    private static Grant.Type type(Grant.@Nullable Type type) {
        if (type == null) {
            throw Refusal.invalid(
                    "permission.grantee_type", "permission.grantee_type is required: USER, GROUP or EVERYONE.");
        }
        return type;
    }

    private static @Nullable Principal grantee(Grant.Type type, @Nullable String email) {
        var given = email == null ? "" : email;
        if (type != Grant.Type.EVERYONE) {
            return principal("permission.", given);
        }
        if (!given.isEmpty()) {
            throw Refusal.invalid("permission.email_address", "permission.email_address must be absent for EVERYONE.");
        }
        return null;
    }

    private static Principal principal(String email) {
        return principal("", email);
    }

    private static Principal principal(String path, String email) {
        try {
            return Principal.parse(email);
        } catch (IllegalArgumentException none) {
            throw Refusal.invalid(
                    path + "email_address", path + "email_address must be an e-mail address, as in name@example.com.");
        }
    }

    private static Role grantable(@Nullable Role role) {
        if (role == null) {
            throw Refusal.invalid("permission.role", "permission.role is required: READER or WRITER.");
        }
        if (role == Role.OWNER) {
            throw Refusal.invalid(
                    "permission.role",
                    "The role OWNER cannot be granted. Use transferOwnership to change a model's owner.");
        }
        return role;
    }

    private static Refusal ownersStays(Grant grant) {
        return Refusal.of(
                Refusal.Kind.NOT_READY,
                "Permission %s is the owner's. Use transferOwnership to change a model's owner.".formatted(grant.id()));
    }
}
