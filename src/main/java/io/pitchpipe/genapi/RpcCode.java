package io.pitchpipe.genapi;

import java.util.Arrays;
import java.util.Optional;

/** The codes of google.rpc.Code, with the HTTP status that each is answered as. */
public enum RpcCode {
    CANCELLED(1, 499),
    UNKNOWN(2, 500),
    INVALID_ARGUMENT(3, 400),
    DEADLINE_EXCEEDED(4, 504),
    NOT_FOUND(5, 404),
    ALREADY_EXISTS(6, 409),
    PERMISSION_DENIED(7, 403),
    RESOURCE_EXHAUSTED(8, 429),
    FAILED_PRECONDITION(9, 400),
    ABORTED(10, 409),
    OUT_OF_RANGE(11, 400),
    UNIMPLEMENTED(12, 501),
    INTERNAL(13, 500),
    UNAVAILABLE(14, 503),
    DATA_LOSS(15, 500),
    UNAUTHENTICATED(16, 401);

    private final int rpc;
    private final int http;

    RpcCode(int rpc, int http) {
        this.rpc = rpc;
        this.http = http;
    }

    /** Its number, as in an operation's error. */
    public int rpc() {
        return rpc;
    }

    /** The HTTP status it is answered as. */
    public int http() {
        return http;
    }

    /** The code of this name ({@code Status.status}), if there is one. */
    public static Optional<RpcCode> named(String name) {
        return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
    }
}
