/** Tests of the connection on the Team page. */
@NullMarked
package io.pitchpipe.portal.backend.ui;

import org.jspecify.annotations.NullMarked;
