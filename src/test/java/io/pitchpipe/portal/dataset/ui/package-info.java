/** Tests of the views of datasets. */
@NullMarked
package io.pitchpipe.portal.dataset.ui;

import org.jspecify.annotations.NullMarked;
