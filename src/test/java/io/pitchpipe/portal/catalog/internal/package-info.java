/** Tests. */
@NullMarked
package io.pitchpipe.portal.catalog.internal;

import org.jspecify.annotations.NullMarked;
