/** Tests. */
@NullMarked
package io.pitchpipe.portal.catalog.ui;

import org.jspecify.annotations.NullMarked;
