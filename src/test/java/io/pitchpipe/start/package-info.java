@NullMarked
package io.pitchpipe.start;

import org.jspecify.annotations.NullMarked;
