package io.pitchpipe.portal.dataset;

/**
 * A row of a version.
 *
 * @param number counts up from 1 within the version
 */
public record Row(long number, Example example) {}
