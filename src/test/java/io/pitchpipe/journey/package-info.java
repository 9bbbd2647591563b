/** Journeys: the packaged portal in a process of its own, walked in a real browser as a user would. */
@NullMarked
package io.pitchpipe.journey;

import org.jspecify.annotations.NullMarked;
