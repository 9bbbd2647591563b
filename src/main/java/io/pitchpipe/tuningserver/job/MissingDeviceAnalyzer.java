package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, instead of a stack trace, that the server was asked for a device that is not here. Spring Boot finds it by META-INF/spring.factories. */
final class MissingDeviceAnalyzer extends AbstractFailureAnalyzer<EngineUnavailableException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EngineUnavailableException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Mend what is missing, or change pitchpipe.server.device (auto, cpu, cuda, cuda:N).",
                cause);
    }
}
