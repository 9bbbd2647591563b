/** Tests of tuning jobs. */
@NullMarked
package io.pitchpipe.portal.tuning;

import org.jspecify.annotations.NullMarked;
