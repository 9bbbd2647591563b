package io.pitchpipe.portal.backend.internal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in sentences, instead of a stack trace, that the secret key is not this database's. Spring Boot finds it by META-INF/spring.factories. */
final class ForeignSecretAnalyzer extends AbstractFailureAnalyzer<ForeignSecretException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ForeignSecretException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Put back the file secret.key that belongs to this database, or give its content by PITCHPIPE_SECRET_KEY; several portals on one database need the same. "
                        + "If that key is lost for good, start once with --pitchpipe.accept-new-secret=true: every team then has to enter its backend's key again.",
                cause);
    }
}
