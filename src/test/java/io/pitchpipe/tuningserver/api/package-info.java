@NullMarked
package io.pitchpipe.tuningserver.api;

import org.jspecify.annotations.NullMarked;
