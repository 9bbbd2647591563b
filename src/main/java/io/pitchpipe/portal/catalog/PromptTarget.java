package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.tuning.Preamble;

/**
 * What a prompt to a model needs.
 *
 * @param connection the asking team's own, never the owner's: so revoked access ends with the next prompt
 */
public record PromptTarget(ModelEntry model, Connection connection, Preamble preamble) {}
