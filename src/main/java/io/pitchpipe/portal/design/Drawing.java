package io.pitchpipe.portal.design;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LossChart.Plot} draws, all worked out: an implementation only maps it to its library.
 *
 * @param train the training curve, by rising step
 * @param heldOut the held-out curve, by rising step; often empty
 * @param lastStep where the axis of steps ends
 * @param scale of the loss, unless it is logarithmic or some losses are below 0: then the library finds its own
 * @param above says of the points that lie above the scale how high they go, if there are any
 * @param marks the steps after which an epoch begins, at most a dozen or so, with their labels
 * @param notes moments of the job's life
 * @param best the held-out point of least loss after training began, if there is any
 * @param logarithmic whether the loss axis is logarithmic
 * @param smoothed whether {@link Drawn#smooth} differs from the raw loss, which is then drawn lighter behind it
 * @param words the texts of the plot, in the user's language
 */
public record Drawing(
        List<Drawn> train,
        List<Drawn> heldOut,
        long lastStep,
        @Nullable LossScale scale,
        @Nullable String above,
        List<LossChart.Note> marks,
        List<LossChart.Note> notes,
        @Nullable Drawn best,
        boolean logarithmic,
        boolean smoothed,
        Words words)
        implements Serializable {

    /**
     * A point as drawn.
     *
     * @param epoch the one it belongs to, from 1; 0 before the first step
     * @param smooth the same number as the loss without smoothing
     */
    public record Drawn(long step, long epoch, double loss, double smooth) implements Serializable {}

    /** Axis and series names, and the plot's own few words. */
    public record Words(
            String train,
            String heldOut,
            String step,
            String epoch,
            String untrained,
            String best,
            String resetZoom,
            String hint)
            implements Serializable {}
}
