/**
 * What people are to know of: kept for each of them in the database, shown by the bell and in the inbox. It listens to what the other
 * features publish; none of them knows of it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "common",
            "account",
            "dataset",
            "dataset :: navigation",
            "tuning",
            "catalog",
            "catalog :: navigation",
            "evaluation",
            "design"
        })
package io.pitchpipe.portal.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
