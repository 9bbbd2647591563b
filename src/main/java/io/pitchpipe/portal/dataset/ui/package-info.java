/** Datasets as views: the list, bringing one in, its rows, its check, its versions and what was made of it. */
@NullMarked
package io.pitchpipe.portal.dataset.ui;

import org.jspecify.annotations.NullMarked;
