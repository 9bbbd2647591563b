@NullMarked
package io.pitchpipe.genapi;

import org.jspecify.annotations.NullMarked;
