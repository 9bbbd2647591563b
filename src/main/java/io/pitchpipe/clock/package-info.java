/** The time that all processes on one database share; known to both programs and knowing neither. */
@NullMarked
package io.pitchpipe.clock;

import org.jspecify.annotations.NullMarked;
