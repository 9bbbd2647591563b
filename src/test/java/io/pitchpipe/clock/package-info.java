@NullMarked
package io.pitchpipe.clock;

import org.jspecify.annotations.NullMarked;
