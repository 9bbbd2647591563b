package io.pitchpipe.tuningserver.job;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that goes on a few at once; the others wait in order, and when too many wait they are told so. */
final class Turns {

    /** How many may wait for their turn. */
    private static final int MAX_WAITING = 64;

    /** How long one may wait for its turn. */
    private static final long MAX_WAIT_SECONDS = 120;

    private final Semaphore turns;
    private final AnswerMeters meters;

    /** @param atOnce how many are worked on at once */
    Turns(int atOnce, AnswerMeters meters) {
        this.turns = new Semaphore(atOnce, true);
        this.meters = meters;
    }

    /** @throws Refusal if too much is going on */
    <T> T take(Supplier<T> work) {
        if (turns.getQueueLength() >= MAX_WAITING) {
            throw busy();
        }
        try {
            if (!turns.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private Refusal busy() {
        meters.turnedAway();
        return Refusal.of(Refusal.Kind.BUSY, "The model is overloaded. Please try again later.");
    }
}
