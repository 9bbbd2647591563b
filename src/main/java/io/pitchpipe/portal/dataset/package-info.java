/**
 * Examples to tune on: received as a stream, validated as bytes, kept as canonical chunks in immutable versions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "account", "audit", "design"})
package io.pitchpipe.portal.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
