/** Tests of the views that teach and watch. */
@NullMarked
package io.pitchpipe.portal.tuning.ui;

import org.jspecify.annotations.NullMarked;
