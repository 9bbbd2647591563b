package io.pitchpipe.portal.playground;

import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.tuning.BaseModel;
import java.util.List;

/**
 * What can be asked.
 *
 * @param tuned the team's own models and those shared with it, the latest first
 * @param bases the backend's base models; empty while it does not answer
 */
public record PlaygroundChoices(List<ModelEntry> tuned, List<BaseModel> bases) {}
