/** Notifications in the database, and what makes them. */
@NullMarked
package io.pitchpipe.portal.notification.internal;

import org.jspecify.annotations.NullMarked;
