package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.DemoData;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Adds what the features have for a demo, in the background and one after the other; what a restart cuts off goes on afterwards. */
@Component
class DemoParts implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DemoParts.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A demo that waits for longer waits for something that does not come; the next start tries again. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    /** So often a part may fail before the demo goes without it. */
    private static final int TRIES = 20;

    private final List<DemoData> parts;
    private final SettingRepository settings;
    private final UserRepository users;
    private @Nullable Thread thread;

    DemoParts(List<DemoData> parts, SettingRepository settings, UserRepository users) {
        this.parts =
                parts.stream().sorted(Comparator.comparingInt(DemoData::order)).toList();
        this.settings = settings;
        this.users = users;
    }

    /** After the start of a demo has filled an empty database; goes on where an earlier start was cut off. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(10)
    void goOn() {
        if (next().isPresent()) {
            thread = Thread.ofVirtual().name("demo").start(this::addAll);
        }
    }

    boolean isGoingOn() {
        return thread != null && thread.isAlive();
    }

    @Override
    public void destroy() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private record Next(DemoProgress progress, DemoData part) {}

    private Optional<Next> next() {
        return settings.find(SettingRepository.DEMO)
                .map(DemoProgress::parse)
                .flatMap(progress -> parts.stream()
                        .filter(part -> !progress.done().contains(name(part)))
                        .findFirst()
                        .map(part -> new Next(progress, part)));
    }

    private void addAll() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var failures = 0;
        try {
            for (var next = next(); next.isPresent() && System.nanoTime() < end; next = next()) {
                var done = false;
                var pause = PAUSE;
                try {
                    done = step(next.get());
                } catch (RuntimeException failed) {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    failures++;
                    log.warn("The part {} of the demo failed", name(next.get().part()), failed);
                    done = failures >= TRIES;
                    pause = PAUSE_AFTER_FAILURE;
                }
                if (done) {
                    failures = 0;
                    settings.set(
                            SettingRepository.DEMO,
                            next.get().progress().and(name(next.get().part())).kept());
                } else {
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds one part, or as much of it as can be had now. */
    private boolean step(Next next) {
        // Read each time: a password that is changed meanwhile ends the sessions before it.
        var owner = users.signInData(next.progress().owner());
        if (owner.isEmpty()) {
            return true;
        }
        var principal = new SignedInUser(
                owner.get().id(), owner.get().email(), null, owner.get().sessionEpoch());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities()));
        SecurityContextHolder.setContext(context);
        try {
            return next.part().add(next.progress().demo());
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static String name(DemoData part) {
        return part.getClass().getSimpleName();
    }
}
