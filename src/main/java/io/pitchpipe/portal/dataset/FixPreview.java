package io.pitchpipe.portal.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What fixes would do, before they do it.
 *
 * @param dropped how many rows would go
 * @param changed how many would be kept with another text
 * @param examples the first few of both
 */
public record FixPreview(long dropped, long changed, List<Change> examples) {

    /**
     * @param before the row of the version at hand
     * @param after what it would become; empty if it would go
     */
    public record Change(Row before, Optional<Example> after) {}
}
