package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A google.rpc.Status.
 *
 * @param code the HTTP status in an error answer, the rpc code in an operation
 * @param message a sentence for people
 * @param status the rpc code's name, in an error answer only
 * @param details Any values, each with {@code @type}
 */
@JsonPropertyOrder({"code", "message", "status", "details"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Status(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int code,

        @Nullable String message,
        @Nullable String status,
        @Nullable List<Map<String, Object>> details) {}
