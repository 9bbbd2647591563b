/** Tests of how jobs are kept, submitted and followed. */
@NullMarked
package io.pitchpipe.portal.tuning.internal;

import org.jspecify.annotations.NullMarked;
