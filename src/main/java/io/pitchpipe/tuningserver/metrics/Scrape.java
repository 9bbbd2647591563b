package io.pitchpipe.tuningserver.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Everything that is measured, as Prometheus reads it. */
@Service
public class Scrape {

    /** The media type of {@link #text}: version 0.0.4 of Prometheus' text format. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Logger log = LoggerFactory.getLogger(Scrape.class);

    private final PrometheusMeterRegistry registry;
    private final List<Measured> measured;
    private final Counter failures;

    Scrape(PrometheusMeterRegistry registry, ObjectProvider<Measured> measured) {
        this.registry = registry;
        this.measured = measured.orderedStream().toList();
        this.failures = Counter.builder("pitchpipe.scrape.failures")
                .description(
                        "What could not be measured when a scrape asked, such as the queue while the database is away")
                .register(registry);
    }

    /** Measures what is measured on demand, and tells all of it. */
    public String text() {
        for (var one : measured) {
            try {
                one.measure();
            } catch (RuntimeException away) {
                failures.increment();
                log.warn("{} could not be measured: {}", one.getClass().getSimpleName(), away.toString());
            }
        }
        return registry.scrape();
    }
}
