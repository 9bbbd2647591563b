/**
 * Users, teams, roles and membership; sign-in, first-run setup, invitations; and the annotations by which a service declares who may call it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "audit", "design"})
package io.pitchpipe.portal.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
