/** Models as views: their list, and each model's overview, access and code. */
@NullMarked
package io.pitchpipe.portal.catalog.ui;

import org.jspecify.annotations.NullMarked;
