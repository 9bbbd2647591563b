package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.Engine;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Has the engine's native libraries unpacked into the server's data folder, before anything of the engine is touched. */
public final class NativeFolder implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Engine.unpackInto(Path.of(event.getEnvironment().getProperty("pitchpipe.server.data", "data"), "cache"));
    }
}
