/** Tests. */
@NullMarked
package io.pitchpipe.portal.playground.internal;

import org.jspecify.annotations.NullMarked;
