package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine in this process, the clock and chance. Tests put their own beans before these by @Primary. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    TuningEngine engine(ServerSettings settings) {
        return new LocalEngine(
                new BaseModelCatalog(settings.models()),
                settings.adapterMemory().toBytes());
    }

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }
}
