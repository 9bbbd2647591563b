/**
 * Starts and watches the tuning server that Pitchpipe brings along: the only bridge to it, and an ordinary connection to everyone else.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "account", "backend"})
package io.pitchpipe.portal.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
