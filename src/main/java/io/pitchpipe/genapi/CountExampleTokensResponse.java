package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts. Pitchpipe's own: see docs/api.md.
 *
 * @param tokenCounts of each example in the order they were sent, input, output and chat template together; 0 for one too long to be counted
 * @param exampleTokenLimit most tokens that an example for this base may have
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CountExampleTokensResponse(
        @Nullable List<Integer> tokenCounts,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int exampleTokenLimit) {}
