package io.pitchpipe.portal.common;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public bean that decides nothing about who may call it. It is for background tasks, which act for nobody who is signed in, and for services of
 * other features that have decided already. The build fails when a view uses one, and when a feature has a public bean that is neither a service with
 * declared decisions nor marked like this.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BackgroundDoor {}
