package io.pitchpipe.tuningserver.job;

/**
 * Why a training did not come to its end.
 *
 * @param code google.rpc code
 * @param message a sentence for people
 */
public record OperationError(int code, String message) {

    /** google.rpc CANCELLED. */
    public static final int CANCELLED = 1;

    /** google.rpc INVALID_ARGUMENT. */
    public static final int INVALID_ARGUMENT = 3;

    /** google.rpc RESOURCE_EXHAUSTED. */
    public static final int RESOURCE_EXHAUSTED = 8;

    /** google.rpc INTERNAL. */
    public static final int INTERNAL = 13;

    /** google.rpc UNAVAILABLE. */
    public static final int UNAVAILABLE = 14;
}
