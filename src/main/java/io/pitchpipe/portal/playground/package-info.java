/**
 * One prompt, answered by base and tuned models side by side.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "account", "dataset", "tuning", "catalog", "backend", "design"})
package io.pitchpipe.portal.playground;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
