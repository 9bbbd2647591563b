/** Who calls: projects, and the API keys that belong to them. Knows nothing of models. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.pitchpipe.tuningserver.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
