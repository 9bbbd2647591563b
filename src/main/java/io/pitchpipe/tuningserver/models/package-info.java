/** Base models on a machine: the command {@code bin/models}, which lists, fetches and pre-trains them. It is no part of the running server. */
@NullMarked
@ApplicationModule(allowedDependencies = {"lm"})
package io.pitchpipe.tuningserver.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
