/** Reading, checking and keeping examples; no part of the module's API. */
@NullMarked
package io.pitchpipe.portal.dataset.internal;

import org.jspecify.annotations.NullMarked;
