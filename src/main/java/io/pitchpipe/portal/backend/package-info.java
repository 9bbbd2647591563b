/**
 * A team's connection to a server of the tunedModels surface, and the clients that speak it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "account", "audit", "design"})
package io.pitchpipe.portal.backend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
