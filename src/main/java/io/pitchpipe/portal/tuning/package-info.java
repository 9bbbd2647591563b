/**
 * Tuning jobs: launched once, followed to their end, their loss curve kept step by step.
 *
 * @see <a href="../../../../../../../docs/decisions/0041-client-chosen-ids.md">decision 0041</a>
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "account", "audit", "dataset", "backend", "design"})
package io.pitchpipe.portal.tuning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
