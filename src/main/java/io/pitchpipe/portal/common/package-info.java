/**
 * What every feature speaks: typed ids, project numbers, the feed of changes that wakes views. Knows no feature and no Vaadin.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.pitchpipe.portal.common;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
