/**
 * How Pitchpipe looks: the frame around every view, notifications, and the seam to the loss chart.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common"})
package io.pitchpipe.portal.design;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
