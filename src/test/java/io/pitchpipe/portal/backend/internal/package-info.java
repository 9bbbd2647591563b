/** Tests of connections and of how backends are spoken to. */
@NullMarked
package io.pitchpipe.portal.backend.internal;

import org.jspecify.annotations.NullMarked;
