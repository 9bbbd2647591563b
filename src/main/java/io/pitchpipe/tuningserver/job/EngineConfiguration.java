package io.pitchpipe.tuningserver.job;

import io.pitchpipe.clock.DatabaseClock;
import io.pitchpipe.tuningserver.lm.Engine;
import io.pitchpipe.tuningserver.lm.Placement;
import io.pitchpipe.tuningserver.lm.Trainer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine in this process, the clock and chance. Tests put their own beans before these by @Primary. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final Logger log = LoggerFactory.getLogger(EngineConfiguration.class);

    /** @throws io.pitchpipe.tuningserver.lm.EngineUnavailableException when the device of the settings is not here: the server does not start then */
    @Bean
    TuningEngine engine(ServerSettings settings) {
        var placement = new Placement(Engine.device(settings.device()), settings.dtype());
        log.info(
                "The engine computes on {} in {}",
                placement.device(),
                placement.precision().setting());
        return new LocalEngine(
                settings.models(),
                placement,
                settings.trainingRoom(),
                settings.adapterMemory().toBytes(),
                new Trainer(settings.checkpointInterval()));
    }

    /** One time for all processes on the database. */
    @Bean
    InstantSource clock(DataSource database) {
        return new DatabaseClock(database);
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }
}
