/** Tests. */
@NullMarked
package io.pitchpipe.portal.evaluation.internal;

import org.jspecify.annotations.NullMarked;
