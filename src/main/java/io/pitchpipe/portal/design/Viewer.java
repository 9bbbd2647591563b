package io.pitchpipe.portal.design;

import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.util.List;
import java.util.Optional;

/** What the frame needs to know of the person looking; the account module answers it, from the database on every call. */
public interface Viewer {

    /** @param admin whether this person administers the instance */
    record Person(UserId id, String name, String email, boolean admin) {}

    /** A team the person belongs to; {@code role} is the word for it as shown. */
    record Team(TeamId id, String name, ProjectNumber number, String role) {}

    /** Empty when nobody is signed in, or the account was disabled meanwhile. */
    Optional<Person> person();

    /** The person's teams by name; empty when there are none. */
    List<Team> teams();

    /** The name of this instance, as its administrator gave it. */
    String instanceName();
}
