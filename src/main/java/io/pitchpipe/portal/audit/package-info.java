/**
 * The append-only log of who did what, written in the transaction of the deed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common"})
package io.pitchpipe.portal.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
