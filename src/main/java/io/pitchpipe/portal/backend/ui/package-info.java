/** A team's connection, on its page. */
@NullMarked
package io.pitchpipe.portal.backend.ui;

import org.jspecify.annotations.NullMarked;
