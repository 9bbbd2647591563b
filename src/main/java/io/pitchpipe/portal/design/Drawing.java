package io.pitchpipe.portal.design;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LossChart.Plot} draws, all worked out: an implementation only maps it to its library.
 *
 * @param train the training curve, by rising step
 * @param heldOut the held-out curve, by rising step; often empty
 * @param marks steps at which an epoch was completed, at most a dozen or so, with their labels
 * @param notes moments of the job's life
 * @param best the held-out point of least loss, if there is any
 * @param logarithmic whether the loss axis is logarithmic
 * @param smoothed whether {@link Drawn#smooth} differs from the raw loss, which is then drawn lighter behind it
 * @param words the texts of the plot, in the user's language
 */
public record Drawing(
        List<Drawn> train,
        List<Drawn> heldOut,
        List<LossChart.Note> marks,
        List<LossChart.Note> notes,
        @Nullable Drawn best,
        boolean logarithmic,
        boolean smoothed,
        Words words)
        implements Serializable {

    /** A point as drawn: its raw loss and the smoothed one (the same number without smoothing). */
    public record Drawn(long step, double epoch, double loss, double smooth) implements Serializable {}

    /** Axis and series names. */
    public record Words(String train, String heldOut, String step, String epoch, String loss, String best)
            implements Serializable {}
}
