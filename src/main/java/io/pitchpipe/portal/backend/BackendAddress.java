package io.pitchpipe.portal.backend;

import java.net.URI;
import java.util.Optional;

/** Where the embedded server listens at this moment: asked at every call, as its port changes with every start. */
@FunctionalInterface
public interface BackendAddress {

    /** Its base URL on loopback; empty while it starts, restarts, or is switched off. */
    Optional<URI> current();
}
