/**
 * The models a team can use, its own and those shared with it, and who may use them.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"common", "account", "audit", "dataset :: navigation", "tuning", "backend", "design"})
package io.pitchpipe.portal.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
