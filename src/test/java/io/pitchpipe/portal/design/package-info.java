/** Tests of what every view looks like. */
@NullMarked
package io.pitchpipe.portal.design;

import org.jspecify.annotations.NullMarked;
