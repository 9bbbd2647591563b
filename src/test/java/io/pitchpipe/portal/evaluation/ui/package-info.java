/** Tests. */
@NullMarked
package io.pitchpipe.portal.evaluation.ui;

import org.jspecify.annotations.NullMarked;
