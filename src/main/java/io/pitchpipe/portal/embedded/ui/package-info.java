/** What administrators see of the tuning server that Pitchpipe brings along. */
@NullMarked
package io.pitchpipe.portal.embedded.ui;

import org.jspecify.annotations.NullMarked;
