package io.pitchpipe.tuningserver.api;

/** Path patterns that several controllers share. */
final class Routes {

    /**
     * Every version answers every method: today's SDKs send tunedModels under v1, where the public service has none, and the oldest tutorial sends v1beta3.
     */
    static final String VERSION = "/{version:v1|v1beta|v1beta3|v1alpha}";

    private Routes() {}
}
