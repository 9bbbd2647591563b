/** Tests of how datasets are read and kept. */
@NullMarked
package io.pitchpipe.portal.dataset.internal;

import org.jspecify.annotations.NullMarked;
