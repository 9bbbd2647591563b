package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of operations.
 *
 * @param operations absent on an empty page
 * @param nextPageToken absent on the last page
 */
@JsonPropertyOrder({"operations", "nextPageToken"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListOperationsResponse(
        @Nullable List<Operation> operations, @Nullable String nextPageToken) {

    /** The page's entries; empty where JSON has none. */
    public List<Operation> entries() {
        return operations == null ? List.of() : operations;
    }
}
