@NullMarked
package io.pitchpipe.tuningserver.job;

import org.jspecify.annotations.NullMarked;
