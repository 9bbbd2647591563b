/** How the catalog is kept and brought up to date. */
@NullMarked
package io.pitchpipe.portal.catalog.internal;

import org.jspecify.annotations.NullMarked;
