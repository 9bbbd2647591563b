/** Tests of the models a team can use. */
@NullMarked
package io.pitchpipe.portal.catalog;

import org.jspecify.annotations.NullMarked;
