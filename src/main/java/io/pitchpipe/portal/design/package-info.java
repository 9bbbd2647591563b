/**
 * How Pitchpipe looks and behaves: the frame around every view, the parts views are made of, notifications, and the seam to the
 * loss chart. Knows no feature: what it shows of them comes through small interfaces that features implement as beans.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common"})
package io.pitchpipe.portal.design;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
