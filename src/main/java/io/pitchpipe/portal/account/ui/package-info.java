/** Home, sign-in, set-up, team, account, administration and activity, as views. */
@NullMarked
package io.pitchpipe.portal.account.ui;

import org.jspecify.annotations.NullMarked;
