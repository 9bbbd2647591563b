/** The child process and its supervisor. */
@NullMarked
package io.pitchpipe.portal.embedded.internal;

import org.jspecify.annotations.NullMarked;
