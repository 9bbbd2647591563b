package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.HomeCard;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.Viewer;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;

/** What is going on in the team, and the way to teach a model. */
@Route("")
@PermitAll
class HomeView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    HomeView(Viewer viewer, CurrentTeam currentTeam, TeamService teams, List<HomeCard> cards) {
        addClassName("pp-page");
        var header = new PageHeader(getTranslation(
                "home.greeting", viewer.person().map(Viewer.Person::name).orElse("")));
        add(header);
        var team = currentTeam.find();
        if (team.isEmpty()) {
            add(new EmptyState(
                    "users", getTranslation("design.error.noTeam.title"), getTranslation("design.error.noTeam.text")));
            return;
        }
        var id = team.get().id();
        // Someone who may only prompt is not offered what would be refused.
        var teaches = teams.myRole(id).includes(Role.EDITOR);
        var route = teaches ? "teach" : "playground";
        var next = getTranslation(teaches ? "home.teach" : "home.prompt");
        header.primary(route, next);
        cards.stream().sorted(Comparator.comparingInt(HomeCard::order)).forEach(card -> show(card, id));
        if (getComponentCount() == 1) {
            add(new EmptyState(
                    "graduation-cap",
                    getTranslation(teaches ? "home.empty.title" : "home.emptyViewer.title"),
                    getTranslation(teaches ? "home.empty.text" : "home.emptyViewer.text"),
                    Links.primary(route, next)));
        }
    }

    private void show(HomeCard card, TeamId team) {
        var content = card.create(team);
        if (content.isVisible()) {
            var section = new Section(new H2(getTranslation(card.titleKey())), content);
            section.addClassName("pp-section");
            add(section);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("home.pageTitle");
    }
}
