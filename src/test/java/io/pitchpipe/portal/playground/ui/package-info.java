/** Tests. */
@NullMarked
package io.pitchpipe.portal.playground.ui;

import org.jspecify.annotations.NullMarked;
