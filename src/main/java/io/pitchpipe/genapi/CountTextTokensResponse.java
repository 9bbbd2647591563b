package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * A count in the PaLM API's form.
 *
 * @param tokenCount tokens of the prompt, the chat template's included
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CountTextTokensResponse(
        @JsonSetter(nulls = Nulls.AS_EMPTY) int tokenCount) {}
