package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelLinks;
import io.pitchpipe.portal.catalog.ModelLinks.Place;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets a link to a model, or to a prompt of it, lead where the reader finds that model, whatever team's id it carries. */
@Component
class ModelLinkGate implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    /** The tabs of a model that a team sees which does not own it. */
    private static final Set<String> OF_SHARED = Set.of("use");

    private final transient ModelLinks links;
    private final transient CurrentTeam currentTeam;
    private final transient Viewer viewer;

    ModelLinkGate(ModelLinks links, CurrentTeam currentTeam, Viewer viewer) {
        this.links = links;
        this.currentTeam = currentTeam;
        this.viewer = viewer;
    }

    @Override
    public void serviceInit(ServiceInitEvent starting) {
        starting.getSource().addUIInitListener(opening -> opening.getUI().addBeforeEnterListener(this::entering));
    }

    private void entering(BeforeEnterEvent event) {
        var segments = event.getLocation().getSegments();
        var parameters = event.getLocation().getQueryParameters();
        var named = segments.size() > 1 && segments.getFirst().equals("models")
                ? Optional.of(segments.get(1))
                : segments.getFirst().equals("playground")
                        ? parameters.getSingleParameter("model")
                        : Optional.<String>empty();
        var id = named.flatMap(ModelLinkGate::id);
        if (id.isEmpty() || viewer.person().isEmpty()) {
            return;
        }
        currentTeam
                .find()
                .map(Viewer.Team::id)
                .ifPresent(team -> links.find(team, id.get())
                        .filter(place ->
                                !(place.team().equals(team) && place.model().equals(id.get())))
                        .ifPresent(place -> lead(event, team, place, path(segments, place), parameters)));
    }

    private static Optional<ModelId> id(String text) {
        try {
            return Optional.of(ModelId.of(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static String path(List<String> segments, Place place) {
        if (!segments.getFirst().equals("models")) {
            return segments.getFirst();
        }
        var tab = segments.size() > 2 ? segments.get(2) : "";
        return ModelNavigation.overview(place.model())
                + (place.own() && !tab.isEmpty() || OF_SHARED.contains(tab) ? "/" + tab : "");
    }

    private void lead(BeforeEnterEvent event, TeamId from, Place place, String path, QueryParameters parameters) {
        var query = path.startsWith("models/")
                ? parameters
                : parameters.merging("model", place.model().toString());
        if (!place.team().equals(from)) {
            currentTeam.choose(place.team());
            if (!event.getUI().getInternals().getActiveRouterTargetsChain().isEmpty()) {
                // The frame that is open shows the other team: it is loaded anew.
                var words = query.getQueryString();
                event.getUI()
                        .getPage()
                        .setLocation(VaadinRequest.getCurrent().getContextPath() + "/" + path
                                + (words.isEmpty() ? "" : "?" + words));
            }
        }
        if (!path.equals(event.getLocation().getPath())
                || !query.equals(event.getLocation().getQueryParameters())) {
            event.forwardTo(path, query);
        }
    }
}
