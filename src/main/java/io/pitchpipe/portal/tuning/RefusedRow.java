package io.pitchpipe.portal.tuning;

/**
 * A row of the dataset because of which the backend refused a job.
 *
 * @param row its number in the version that was used, counted from 1, held-out rows included
 * @param reason what the backend said about it: untrusted text, may be empty
 */
public record RefusedRow(long row, String reason) {}
