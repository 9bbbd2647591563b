package io.pitchpipe.portal.audit;

import io.pitchpipe.portal.common.UserId;
import java.util.Optional;

/** Says who is acting; the account module answers it, so that the log need not know accounts. */
public interface Actor {

    /** Empty for background work and for people who have not signed in. */
    Optional<UserId> find();
}
