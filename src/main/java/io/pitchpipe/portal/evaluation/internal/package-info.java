/** How "did it learn?" is asked and kept. */
@NullMarked
package io.pitchpipe.portal.evaluation.internal;

import org.jspecify.annotations.NullMarked;
