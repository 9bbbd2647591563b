package io.pitchpipe.portal.tuning;

/**
 * What the loss on the held-out examples decides while a model is taught; only where the backend measures it, and something is held out.
 *
 * @param keepBest whether the epoch with the lowest is kept, not the last
 * @param patience epochs without a new lowest after which it ends early, 1 to {@value #MOST}; 0 for never
 * @see <a href="../../../../../../../docs/decisions/0036-the-best-epoch-is-kept.md">decision 0036</a>
 */
public record HeldOutUse(boolean keepBest, int patience) {

    /** As many as there can be epochs. */
    public static final int MOST = TuningSettings.MAX_EPOCHS;

    /** With fewer held-out examples their loss says little about which epoch is better. */
    public static final int FEWEST = 10;

    /** It decides nothing. */
    public static final HeldOutUse NONE = new HeldOutUse(false, 0);

    /** @throws IllegalArgumentException if the patience is not from 0 to {@value #MOST} */
    public HeldOutUse {
        if (patience < 0 || patience > MOST) {
            throw new IllegalArgumentException("The patience is from 0 to " + MOST);
        }
    }

    /** Keeps the best epoch from {@value #FEWEST} held-out examples on, and never ends early. */
    public static HeldOutUse byDefault(long heldOut) {
        return new HeldOutUse(heldOut >= FEWEST, 0);
    }
}
