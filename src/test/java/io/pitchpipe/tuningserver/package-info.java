@NullMarked
package io.pitchpipe.tuningserver;

import org.jspecify.annotations.NullMarked;
