@NullMarked
package io.pitchpipe.portal.account.internal;

import org.jspecify.annotations.NullMarked;
