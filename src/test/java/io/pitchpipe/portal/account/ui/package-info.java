@NullMarked
package io.pitchpipe.portal.account.ui;

import org.jspecify.annotations.NullMarked;
