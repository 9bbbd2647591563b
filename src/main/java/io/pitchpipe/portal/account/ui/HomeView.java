package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
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

    HomeView(Viewer viewer, CurrentTeam currentTeam, List<HomeCard> cards) {
        addClassName("pp-page");
        var name = viewer.person().map(Viewer.Person::name).orElse("");
        add(new PageHeader(getTranslation("home.greeting", name)).primary("teach", getTranslation("home.teach")));
        var team = currentTeam.find();
        if (team.isEmpty()) {
            add(new EmptyState(
                    "users", getTranslation("design.error.noTeam.title"), getTranslation("design.error.noTeam.text")));
            return;
        }
        var id = team.get().id();
        cards.stream().sorted(Comparator.comparingInt(HomeCard::order)).forEach(card -> show(card, id));
        if (getComponentCount() == 1) {
            add(new EmptyState(
                    "graduation-cap",
                    getTranslation("home.empty.title"),
                    getTranslation("home.empty.text"),
                    Links.primary("teach", getTranslation("home.teach"))));
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
