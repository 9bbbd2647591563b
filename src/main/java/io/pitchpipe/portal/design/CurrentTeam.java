package io.pitchpipe.portal.design;

import com.vaadin.flow.server.VaadinSession;
import io.pitchpipe.portal.common.TeamId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The team this session looks at, as chosen in the team switcher. A convenience of the user interface only: services take the
 * team as an argument and check the caller's role in it themselves.
 */
@Component
public class CurrentTeam {

    private record Chosen(TeamId team) {}

    private final Viewer viewer;

    CurrentTeam(Viewer viewer) {
        this.viewer = viewer;
    }

    /** The chosen team if the person still belongs to it, else their first one. Call it on the UI thread. */
    public Optional<Viewer.Team> find() {
        var teams = viewer.teams();
        var session = VaadinSession.getCurrent();
        var chosen = session == null ? null : session.getAttribute(Chosen.class);
        return teams.stream()
                .filter(team -> chosen != null && team.id().equals(chosen.team()))
                .findFirst()
                .or(() -> teams.stream().findFirst());
    }

    /** @throws NoTeamException if the person belongs to no team; the frame then says so instead of the view */
    public TeamId id() {
        return find().map(Viewer.Team::id).orElseThrow(NoTeamException::new);
    }

    public void choose(TeamId team) {
        VaadinSession.getCurrent().setAttribute(Chosen.class, new Chosen(team));
    }
}
