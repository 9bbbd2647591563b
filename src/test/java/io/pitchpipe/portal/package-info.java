/** Tests of the portal as a whole. */
@NullMarked
package io.pitchpipe.portal;

import org.jspecify.annotations.NullMarked;
