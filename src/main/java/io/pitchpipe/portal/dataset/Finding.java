package io.pitchpipe.portal.dataset;

import java.util.List;

/**
 * One thing that was found.
 *
 * @param row the row of the version it is about, counted from 1; 0 if the row was left out or it is about the whole
 * @param line the line of the file (for a spreadsheet: its row) where that row starts; 0 where there is no file
 * @param excerpt the beginning of the text in question; untrusted
 * @param details what the words for the code speak of, in their order, such as a number of characters or another row
 */
public record Finding(FindingCode code, long row, long line, String excerpt, List<String> details) {}
