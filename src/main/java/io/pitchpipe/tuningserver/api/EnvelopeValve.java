package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ApiError;
import io.pitchpipe.genapi.Status;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Tomcat's last word on a request, as the envelope instead of a page. Public, since Tomcat makes it by name. */
public final class EnvelopeValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var error = new ApiError(new Status(
                status,
                status < 500 ? "The request is not valid HTTP, or is too large." : "An internal error has occurred.",
                status < 500 ? "INVALID_ARGUMENT" : "INTERNAL",
                null));
        try {
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("X-Content-Type-Options", "nosniff");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(WireJson.body(error));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            // Nobody is there to read it.
        }
    }
}
