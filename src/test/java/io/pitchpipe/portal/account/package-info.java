@NullMarked
package io.pitchpipe.portal.account;

import org.jspecify.annotations.NullMarked;
