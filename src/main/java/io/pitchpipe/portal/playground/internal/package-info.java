/** How the playground's history is kept. */
@NullMarked
package io.pitchpipe.portal.playground.internal;

import org.jspecify.annotations.NullMarked;
