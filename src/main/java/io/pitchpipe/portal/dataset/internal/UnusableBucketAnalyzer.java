package io.pitchpipe.portal.dataset.internal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, instead of a stack trace, that the bucket cannot be used. Spring Boot finds it by META-INF/spring.factories. */
final class UnusableBucketAnalyzer extends AbstractFailureAnalyzer<UnusableBucketException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableBucketException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
