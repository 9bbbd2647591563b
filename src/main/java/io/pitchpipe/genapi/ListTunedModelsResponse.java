package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of tuned models.
 *
 * @param tunedModels absent on an empty page
 * @param nextPageToken absent on the last page
 */
@JsonPropertyOrder({"tunedModels", "nextPageToken"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListTunedModelsResponse(
        @Nullable List<TunedModel> tunedModels, @Nullable String nextPageToken) {

    /** The page's entries; empty where JSON has none. */
    public List<TunedModel> entries() {
        return tunedModels == null ? List.of() : tunedModels;
    }
}
