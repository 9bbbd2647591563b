package io.pitchpipe.tuningserver.metrics;

/** What is looked up when a scrape asks for it, and at no other time: a queue's length, say. One scrape looks once, however many numbers come of it. */
public interface Measured {

    /** Looks, and leaves the numbers in the registry. An exception is logged and counted, and the scrape goes on with the others. */
    void measure();
}
