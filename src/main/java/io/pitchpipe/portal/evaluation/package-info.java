/**
 * Did it learn? Seen and held-out examples answered by base and tuned model, scored.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "account", "dataset", "tuning", "catalog", "backend", "design"})
package io.pitchpipe.portal.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
