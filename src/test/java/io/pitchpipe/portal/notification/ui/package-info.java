/** Tests. */
@NullMarked
package io.pitchpipe.portal.notification.ui;

import org.jspecify.annotations.NullMarked;
