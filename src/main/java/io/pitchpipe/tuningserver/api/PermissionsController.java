package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ListPermissionsResponse;
import io.pitchpipe.genapi.Permission;
import io.pitchpipe.genapi.TransferOwnershipRequest;
import io.pitchpipe.tuningserver.job.Grant;
import io.pitchpipe.tuningserver.job.Permissions;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.Role;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** tunedModels.permissions and tunedModels.transferOwnership. */
@RestController
@RequestMapping(Routes.VERSION + "/tunedModels")
class PermissionsController {

    private static final int PAGE = 10;
    private static final int MAX_PAGE = 1000;
    private static final String BODY = "permission";

    private final Permissions permissions;

    PermissionsController(Permissions permissions) {
        this.permissions = permissions;
    }

    @PostMapping("/{id}/permissions")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> create(Call call, @PathVariable String id) throws IOException {
        var wish = call.body(Schema.PERMISSION, BODY, Permission.class);
        var type = Call.orNull(wish.granteeType());
        var created = permissions.create(
                call.caller(), id, type == null ? null : Grant.Type.valueOf(type), wish.emailAddress(), role(wish));
        return call.answer(WireModels.permission(id, created));
    }

    @GetMapping("/{id}/permissions")
    @Allow(
            value = Allow.Who.KEY,
            query = {"page_size", "page_token"})
    ResponseEntity<byte[]> list(Call call, @PathVariable String id) {
        var pager = Pager.of(call, "permissions|" + id, PAGE, MAX_PAGE);
        var page = pager.page(permissions.list(call.caller(), id, pager.after(), pager.limit()), Grant::seq);
        return call.answer(new ListPermissionsResponse(
                page.entries().stream()
                        .map(grant -> WireModels.permission(id, grant))
                        .toList(),
                page.next()));
    }

    @GetMapping("/{id}/permissions/{permission}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> get(Call call, @PathVariable String id, @PathVariable String permission) {
        return call.answer(WireModels.permission(id, permissions.get(call.caller(), id, permission)));
    }

    @PatchMapping("/{id}/permissions/{permission}")
    @Allow(value = Allow.Who.KEY, query = "update_mask")
    ResponseEntity<byte[]> patch(Call call, @PathVariable String id, @PathVariable String permission)
            throws IOException {
        var wish = call.body(Schema.PERMISSION, BODY, Permission.class);
        var mask = call.query().get("update_mask").orElse("");
        if (!mask.strip().equals("role")) {
            throw Refusal.invalid("update_mask", "update_mask is required and must be 'role'.");
        }
        return call.answer(WireModels.permission(id, permissions.setRole(call.caller(), id, permission, role(wish))));
    }

    @DeleteMapping("/{id}/permissions/{permission}")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> delete(Call call, @PathVariable String id, @PathVariable String permission) {
        permissions.delete(call.caller(), id, permission);
        return call.empty();
    }

    @PostMapping("/{id}:transferOwnership")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> transfer(Call call, @PathVariable String id) throws IOException {
        var wish = call.body(Schema.TRANSFER_OWNERSHIP, "", TransferOwnershipRequest.class);
        permissions.transfer(call.caller(), id, wish.emailAddress());
        return call.empty();
    }

    private static @Nullable Role role(Permission wish) {
        var role = Call.orNull(wish.role());
        return role == null ? null : Role.valueOf(role);
    }
}
