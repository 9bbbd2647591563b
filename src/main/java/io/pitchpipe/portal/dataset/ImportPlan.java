package io.pitchpipe.portal.dataset;

/** How a received file becomes examples, as the user confirmed it. */
public record ImportPlan(Reading reading, ColumnMapping mapping) {}
