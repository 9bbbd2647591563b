/** The loss chart alone, in a small application of its own and a real browser: the same test for every implementation. */
@NullMarked
package io.pitchpipe.chart;

import org.jspecify.annotations.NullMarked;
