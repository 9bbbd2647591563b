/** Tests. */
@NullMarked
package io.pitchpipe.portal.notification.internal;

import org.jspecify.annotations.NullMarked;
