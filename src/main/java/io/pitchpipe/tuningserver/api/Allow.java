package io.pitchpipe.tuningserver.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a route. A route without it is refused, and a test fails the build. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Allow {

    /** Who. */
    Who value();

    /** Those who may call. */
    enum Who {
        /** Everybody: it tells nothing. */
        ANYONE,
        /** Whoever has a project's key; what the project may do, the services hold. */
        KEY,
        /** Whoever has the admin token. */
        ADMIN
    }
}
