package io.pitchpipe.portal.design;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;

/** Says which team one looks at and chooses another one. */
final class TeamSwitcher extends MenuBar {

    private static final long serialVersionUID = 1L;

    TeamSwitcher(Viewer viewer, CurrentTeam currentTeam) {
        addClassName("pp-team-switcher");
        addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        var current = currentTeam.find();
        var name = new Span(current.map(Viewer.Team::name).orElseGet(() -> getTranslation("design.team.none")));
        name.addClassName("pp-ellipsis");
        var face = new Div(initial(name.getText()), name);
        face.addClassName("pp-team-face");
        var root = addItem(face);
        root.setAriaLabel(getTranslation("design.team.switch", name.getText()));
        for (var team : viewer.teams()) {
            var label = new Span(team.name());
            var detail = new Span(getTranslation(
                    "design.team.detail", team.role(), team.number().toString()));
            detail.addClassName("pp-secondary");
            var entry = new Div(label, detail);
            entry.addClassName("pp-menu-entry");
            var item = root.getSubMenu().addItem(entry, click -> {
                currentTeam.choose(team.id());
                // What is open belongs to the other team: everyone starts at Home of the chosen one.
                Links.leave(UI.getCurrent(), "/");
            });
            item.setCheckable(true);
            item.setChecked(current.map(Viewer.Team::id)
                    .filter(id -> id.equals(team.id()))
                    .isPresent());
        }
        if (viewer.person().map(Viewer.Person::admin).orElse(false)) {
            root.getSubMenu().addSeparator();
            root.getSubMenu()
                    .addItem(
                            getTranslation("design.team.new"),
                            click -> UI.getCurrent().navigate("admin/teams"));
        }
        if (viewer.teams().isEmpty()) {
            root.getSubMenu().addItem(getTranslation("design.team.noneYet")).setEnabled(false);
        }
    }

    private static Span initial(String name) {
        var mark = new Span(Face.characters(name).stream().findFirst().orElse(""));
        mark.addClassName("pp-team-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        return mark;
    }
}
