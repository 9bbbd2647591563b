/** Tests of datasets. */
@NullMarked
package io.pitchpipe.portal.dataset;

import org.jspecify.annotations.NullMarked;
