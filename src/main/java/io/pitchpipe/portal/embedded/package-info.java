/**
 * Starts and watches the tuning server that Pitchpipe brings along: the only bridge to it, and an ordinary connection to everyone else.
 *
 * @see <a href="../../../../../../../docs/decisions/0040-tuning-server-as-a-child-process.md">decision 0040</a>
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "account", "backend", "design"})
package io.pitchpipe.portal.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
