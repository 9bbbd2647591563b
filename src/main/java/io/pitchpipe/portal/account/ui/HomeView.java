package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is going on in the team, and the way to teach a model. */
@Route("")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
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
        var sorted =
                cards.stream().sorted(Comparator.comparingInt(HomeCard::order)).toList();
        sorted.stream().filter(card -> !card.starter()).forEach(card -> show(card, id));
        if (getComponentCount() > 1) {
            header.primary(route, next);
        } else if (teaches) {
            header.saying(getTranslation("home.empty.saying"));
            add(beginning(sorted, id));
        } else {
            add(new EmptyState(
                    "graduation-cap",
                    getTranslation("home.emptyViewer.title"),
                    getTranslation("home.emptyViewer.text"),
                    Links.primary(route, next)));
        }
    }

    /** The way from nothing to a shared model, and its first step: one's own examples, or what features offer to try with. */
    private Component beginning(List<HomeCard> sorted, TeamId team) {
        var actions = new ArrayList<Component>();
        actions.add(Links.primary("datasets/new?then=teach", getTranslation("home.empty.bring")));
        sorted.stream()
                .filter(HomeCard::starter)
                .map(card -> card.create(team))
                .filter(Component::isVisible)
                .forEach(actions::add);
        var steps = new OrderedList();
        steps.addClassName("home-steps");
        for (var step : List.of("examples", "tune", "share")) {
            var title = new H3(getTranslation("home.step." + step));
            steps.add(new ListItem(title, new Paragraph(getTranslation("home.step." + step + ".text"))));
        }
        var start = new EmptyState(
                "graduation-cap",
                getTranslation("home.empty.title"),
                getTranslation("home.empty.text"),
                actions.toArray(Component[]::new));
        start.add(steps);
        return start;
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
