/** Teach a model, and watch it learn. */
@NullMarked
package io.pitchpipe.portal.tuning.ui;

import org.jspecify.annotations.NullMarked;
