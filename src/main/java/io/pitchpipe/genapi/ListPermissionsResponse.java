package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of permissions.
 *
 * @param permissions absent on an empty page
 * @param nextPageToken absent on the last page
 */
@JsonPropertyOrder({"permissions", "nextPageToken"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListPermissionsResponse(
        @Nullable List<Permission> permissions, @Nullable String nextPageToken) {

    /** The page's entries; empty where JSON has none. */
    public List<Permission> entries() {
        return permissions == null ? List.of() : permissions;
    }
}
