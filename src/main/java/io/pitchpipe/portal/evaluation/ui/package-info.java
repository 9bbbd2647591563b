/** The verdict on a model, and what it rests on. */
@NullMarked
package io.pitchpipe.portal.evaluation.ui;

import org.jspecify.annotations.NullMarked;
