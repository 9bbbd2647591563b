package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.Optional;

/**
 * All there is to know of one model.
 *
 * @param baseName the base model's name for people, or its id; empty if unknown
 * @param preamble what stands before each of its prompts; none for a shared model that this portal did not teach
 * @param description as its backend has it; untrusted text, may be empty
 * @param job how it was taught, for a model the team owns
 */
public record ModelDetails(
        ModelEntry entry, String baseName, Preamble preamble, String description, Optional<TuningJob> job) {}
