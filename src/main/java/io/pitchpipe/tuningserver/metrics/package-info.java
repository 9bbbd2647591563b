/**
 * What the server measures of itself, for Prometheus: the registry, the JVM's own meters, and {@link io.pitchpipe.tuningserver.metrics.Scrape}, which everybody else adds meters to and the HTTP surface reads.
 *
 * @see <a href="../../../../../../../docs/decisions/0018-metrics-by-a-plain-registry.md">0018</a>
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.pitchpipe.tuningserver.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
