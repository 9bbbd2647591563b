package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.catalog.internal.Entries;
import io.pitchpipe.portal.catalog.internal.Sharing;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Which other projects may prompt a team's models. The backend enforces it; this changes and explains it. */
@Service
public class ModelAccess {

    private final Entries entries;
    private final Sharing sharing;
    private final CurrentUser currentUser;

    ModelAccess(Entries entries, Sharing sharing, CurrentUser currentUser) {
        this.entries = entries;
        this.sharing = sharing;
        this.currentUser = currentUser;
    }

    /** Who may prompt the model besides its team, as last known. */
    @TeamViewer
    public List<Reader> readers(TeamId team, ModelId id) {
        return sharing.readers(own(team, id).entry().id());
    }

    /** As {@link #readers}, asked of the backend. Blocks on the network. */
    @TeamViewer
    public List<Reader> currentReaders(TeamId team, ModelId id) {
        return sharing.currentReaders(own(team, id));
    }

    /**
     * Looks at a project number as somebody types it: what {@link #share} would do with it.
     *
     * @return the name of the team behind it, if that is a team of this instance
     * @throws Refused if it is no project number, the team's own, or has access already
     */
    @TeamEditor
    public Optional<String> check(TeamId team, ModelId id, String projectNumber) {
        return sharing.check(own(team, id), projectNumber).teamName();
    }

    /**
     * Lets a project prompt the model. Blocks on the network.
     *
     * @throws NotFoundException if the team owns no such model
     * @throws Refused if the number is none, the team's own or there already, or the backend does not take it
     */
    @TeamEditor
    public Reader share(TeamId team, ModelId id, String projectNumber) {
        return sharing.share(own(team, id), projectNumber, currentUser.id());
    }

    /**
     * Ends a project's access, with its next prompt. Blocks on the network.
     *
     * @throws NotFoundException if the team owns no such model
     * @throws Refused if the backend does not take it
     */
    @TeamEditor
    public void unshare(TeamId team, ModelId id, ProjectNumber number) {
        sharing.unshare(own(team, id), number, currentUser.id());
    }

    private ModelDetails own(TeamId team, ModelId id) {
        return entries.details(team, id)
                .filter(details -> details.entry().own())
                .orElseThrow(() -> new NotFoundException("model"));
    }
}
