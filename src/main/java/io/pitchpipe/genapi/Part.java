package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a turn.
 *
 * @param text the only kind that a text model takes; absent for other kinds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Part(@Nullable String text) {}
