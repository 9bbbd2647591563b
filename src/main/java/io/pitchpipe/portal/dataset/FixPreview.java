package io.pitchpipe.portal.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What fixes would do, before they do it.
 *
 * @param dropped how many rows would go
 * @param changed how many would be kept with another text
 * @param byFix in how many rows each fix, applied after those before it, would do something; without those that would do nothing
 * @param examples a few of both
 */
public record FixPreview(long dropped, long changed, Map<Fix, Long> byFix, List<Change> examples) {

    public FixPreview {
        byFix = Map.copyOf(byFix);
        examples = List.copyOf(examples);
    }

    /**
     * @param before the row of the version at hand
     * @param after what it would become; empty if it would go
     */
    public record Change(Row before, Optional<Example> after) {}
}
