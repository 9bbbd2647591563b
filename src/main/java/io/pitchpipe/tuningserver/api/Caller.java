package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.access.ProjectNumber;

/**
 * Who calls, as its key says.
 *
 * @param project the key's project
 */
record Caller(ProjectNumber project) {

    /** The request attribute that holds it. */
    static final String ATTRIBUTE = "pitchpipe.caller";
}
