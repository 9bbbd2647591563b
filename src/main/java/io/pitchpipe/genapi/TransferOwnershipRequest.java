package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Whom to give a tuned model to.
 *
 * @param emailAddress the new owner's
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TransferOwnershipRequest(@Nullable String emailAddress) {}
