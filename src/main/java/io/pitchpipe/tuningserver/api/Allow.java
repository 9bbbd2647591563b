package io.pitchpipe.tuningserver.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a route, and with which query. A route without it is refused, and a test fails the build. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Allow {

    /** Who. */
    Who value();

    /** The query parameters that it has beside the system ones, in snake case; any other is refused. */
    String[] query() default {};

    /** Those who may call. */
    enum Who {
        /** Everybody: it tells nothing. */
        ANYONE,
        /** Whoever has a key; what its principal may do, the services hold. */
        KEY,
        /** Whoever has the admin token. */
        ADMIN,
        /** Whoever has the token for scrapes, or the admin's. */
        SCRAPER
    }
}
