@NullMarked
package io.pitchpipe.tuningserver.access;

import org.jspecify.annotations.NullMarked;
