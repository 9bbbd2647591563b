/** Tests of "did it learn?". */
@NullMarked
package io.pitchpipe.portal.evaluation;

import org.jspecify.annotations.NullMarked;
