package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.backend.BackendAddress;
import io.pitchpipe.portal.backend.ConnectionProvisioner;
import io.pitchpipe.portal.backend.Credential;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Puts the backend in memory in the place of the real client; imported by name, so that no scan finds it. */
public class Backend {

    @Bean
    @Primary
    RecordingApi recordingApi() {
        return new RecordingApi();
    }

    @Bean
    @Primary
    ScriptedAnswers scriptedAnswers(RecordingApi models) {
        return new ScriptedAnswers(models);
    }

    /** In the place of the embedded server. */
    @Bean
    @Primary
    ConnectionProvisioner anyKey() {
        return (project, name) -> Optional.of(new Credential("a-key"));
    }

    @Bean
    @Primary
    BackendAddress nowhere() {
        return Optional::empty;
    }
}
