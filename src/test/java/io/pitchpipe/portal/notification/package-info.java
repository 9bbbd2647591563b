/** Tests. */
@NullMarked
package io.pitchpipe.portal.notification;

import org.jspecify.annotations.NullMarked;
