/**
 * Tuned models and the trainings that make them: the store, the queue, the {@link io.pitchpipe.tuningserver.job.Launcher} seam, answers. Knows no HTTP; start at
 * {@link io.pitchpipe.tuningserver.job.TunedModels} and {@link io.pitchpipe.tuningserver.job.Answers}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "lm", "metrics"})
package io.pitchpipe.tuningserver.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
