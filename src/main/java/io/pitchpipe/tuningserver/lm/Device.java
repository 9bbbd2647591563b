package io.pitchpipe.tuningserver.lm;

/**
 * What computes: the processor, or one CUDA device.
 *
 * @param index of the CUDA device, from 0; -1 for the processor
 */
public record Device(int index) {

    /** The processor. */
    public static final Device CPU = new Device(-1);

    public Device {
        if (index < -1 || index > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("There is no device of the number " + index);
        }
    }

    boolean isCpu() {
        return index < 0;
    }

    /** Its name in settings: {@code cpu} or {@code cuda:N}. */
    @Override
    public String toString() {
        return isCpu() ? "cpu" : "cuda:" + index;
    }
}
