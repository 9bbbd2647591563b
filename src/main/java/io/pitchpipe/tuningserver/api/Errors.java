package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ApiError;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.genapi.Status;
import io.pitchpipe.tuningserver.job.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Whatever goes wrong is answered as the google.rpc.Status envelope: clients that cannot decode an error try again until their deadline. */
@RestControllerAdvice
class Errors {

    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    @ExceptionHandler
    ResponseEntity<byte[]> refusal(Refusal refusal) {
        return Reply.error(of(refusal));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> denied(Gate.Denied denied) {
        return Reply.error(denied.error());
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<byte[]> unknownRoute(Exception unknown) {
        return Reply.error(ApiError.of(RpcCode.NOT_FOUND, "There is no such method on this server."));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException wrong) {
        return Reply.error(ApiError.of(
                RpcCode.NOT_FOUND, "There is no method of this name for " + wrong.getMethod() + " on this server."));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongType(RequestJson.UnsupportedType wrong) {
        return Reply.error(status(415, "INVALID_ARGUMENT", String.valueOf(wrong.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> wrongType(HttpMediaTypeException wrong) {
        return Reply.error(status(415, "INVALID_ARGUMENT", "The request's Content-Type must be application/json."));
    }

    /** A body that ends before it should, or a caller that went away; the second never reads this. */
    @ExceptionHandler
    ResponseEntity<byte[]> connection(IOException broken) {
        log.debug("A request could not be read: {}", broken.toString());
        return Reply.error(ApiError.of(RpcCode.INVALID_ARGUMENT, "The request's body could not be read to its end."));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unexpected(Throwable unexpected, HttpServletRequest request) {
        return Reply.error(unexpected(unexpected, request.getMethod() + " " + request.getRequestURI()));
    }

    /** Logs what nobody foresaw, once, and tells its caller where to look. */
    static ApiError unexpected(Throwable unexpected, String what) {
        var code = UUID.randomUUID().toString().substring(0, 8);
        log.error("{} failed ({})", what, code, unexpected);
        return ApiError.of(
                RpcCode.INTERNAL, "An internal error has occurred. The server's log has the cause under " + code + ".");
    }

    static ApiError of(Refusal refusal) {
        var code = switch (refusal.kind()) {
            case INVALID -> RpcCode.INVALID_ARGUMENT;
            case NOT_FOUND -> RpcCode.NOT_FOUND;
            case ALREADY_EXISTS -> RpcCode.ALREADY_EXISTS;
            case DENIED -> RpcCode.PERMISSION_DENIED;
            case NOT_READY -> RpcCode.FAILED_PRECONDITION;
            case EXHAUSTED -> RpcCode.RESOURCE_EXHAUSTED;
            case BUSY, UNAVAILABLE -> RpcCode.UNAVAILABLE;
            case UNIMPLEMENTED -> RpcCode.UNIMPLEMENTED;
        };
        var message = String.valueOf(refusal.getMessage());
        if (refusal.violations().isEmpty()) {
            return ApiError.of(code, message);
        }
        var violations = refusal.violations().stream().map(Errors::violation).toList();
        return ApiError.of(
                code, message, List.of(Detail.of("google.rpc.BadRequest").with("fieldViolations", violations)));
    }

    private static Detail violation(Refusal.Violation wrong) {
        var violation = Detail.plain();
        if (!wrong.field().isEmpty()) {
            violation.with("field", wrong.field());
        }
        return violation.with("description", wrong.description());
    }

    private static ApiError status(int http, String status, String message) {
        return new ApiError(new Status(http, message, status, null));
    }
}
