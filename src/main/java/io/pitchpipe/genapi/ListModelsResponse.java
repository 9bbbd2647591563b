package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of base models.
 *
 * @param models absent on an empty page
 * @param nextPageToken absent on the last page
 */
@JsonPropertyOrder({"models", "nextPageToken"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListModelsResponse(
        @Nullable List<Model> models, @Nullable String nextPageToken) {

    /** The page's entries; empty where JSON has none. */
    public List<Model> entries() {
        return models == null ? List.of() : models;
    }
}
