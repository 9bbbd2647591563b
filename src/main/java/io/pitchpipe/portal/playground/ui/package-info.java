/** The playground: one prompt, several models side by side. */
@NullMarked
package io.pitchpipe.portal.playground.ui;

import org.jspecify.annotations.NullMarked;
