package io.pitchpipe.portal.dataset;

/**
 * How a version is divided. It is made once for each share and never changes: a model that was taught from the one part can be asked
 * the other at any later time.
 *
 * @param training examples to teach from
 * @param trainingBytes the size of their canonical JSON lines
 * @param heldOut examples that are held out
 * @param heldOutBytes the size of their canonical JSON lines
 */
public record Split(HoldOut holdOut, long training, long trainingBytes, long heldOut, long heldOutBytes) {

    /** All examples are to teach from. */
    public static Split whole(DatasetVersion version) {
        return new Split(HoldOut.NONE, version.rows(), version.bytes(), 0, 0);
    }
}
