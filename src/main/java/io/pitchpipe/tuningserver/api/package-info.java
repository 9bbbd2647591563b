/**
 * The HTTP surface: the Gemini API's tunedModels methods, errors, and the small admin surface. It speaks JSON as the public service does and leaves everything else
 * to {@code job} and {@code access}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "job", "metrics"})
package io.pitchpipe.tuningserver.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
