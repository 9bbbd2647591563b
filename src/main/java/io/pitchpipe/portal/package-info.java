/** The portal: the web application and the services behind its views. */
@NullMarked
package io.pitchpipe.portal;

import org.jspecify.annotations.NullMarked;
