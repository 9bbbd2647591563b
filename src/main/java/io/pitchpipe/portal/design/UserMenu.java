package io.pitchpipe.portal.design;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;

/** Who is signed in, their account, and the way out. */
final class UserMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    UserMenu(Viewer viewer, Runnable signOut, Runnable shortcuts) {
        addClassName("pp-user-menu");
        addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_ICON);
        var person = viewer.person();
        var name = person.map(Viewer.Person::name).orElse("");
        var root = addItem(new Face(name));
        root.setAriaLabel(getTranslation("design.user.menu", name));
        var address = new Span(person.map(Viewer.Person::email).orElse(""));
        address.addClassName("pp-secondary");
        var who = new Div(new Span(name), address);
        who.addClassName("pp-menu-entry");
        root.getSubMenu().addItem(who).setEnabled(false);
        root.getSubMenu()
                .addItem(
                        getTranslation("design.user.account"),
                        click -> UI.getCurrent().navigate("account"));
        root.getSubMenu().addItem(getTranslation("design.user.shortcuts"), click -> shortcuts.run());
        root.getSubMenu().addItem(getTranslation("design.user.signOut"), click -> signOut.run());
    }
}
