/** What only the account module itself touches: its tables, sign-in, and the work at the first start. */
@NullMarked
package io.pitchpipe.portal.account.internal;

import org.jspecify.annotations.NullMarked;
