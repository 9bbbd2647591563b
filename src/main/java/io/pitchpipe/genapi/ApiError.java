package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success.
 *
 * @param error what went wrong; absent only in a body that is no such envelope
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiError(@Nullable Status error) {

    /** The envelope for a code. */
    public static ApiError of(RpcCode code, String message) {
        return of(code, message, List.of());
    }

    /** The envelope for a code, with details. */
    public static ApiError of(RpcCode code, String message, List<Map<String, Object>> details) {
        return new ApiError(new Status(code.http(), message, code.name(), details));
    }
}
