/** What tests of several packages share. */
@NullMarked
package io.pitchpipe.testing;

import org.jspecify.annotations.NullMarked;
