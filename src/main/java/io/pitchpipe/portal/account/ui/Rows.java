package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;

/** The rows that people, teams and invitations are listed in. */
final class Rows {

    private Rows() {}

    /** A row that begins with a person's face. */
    static ListItem person(String name, Component detail, Component... rest) {
        var avatar = new Avatar(name);
        avatar.getElement().setAttribute("aria-hidden", "true");
        avatar.addClassName("account-avatar");
        var row = plain(name, detail, rest);
        row.addComponentAsFirst(avatar);
        return row;
    }

    static ListItem plain(String title, Component detail, Component... rest) {
        var name = new Span(title);
        name.addClassNames("account-row-title", "pp-ellipsis");
        detail.addClassNames("pp-secondary", "pp-small");
        var main = new Div(name, detail);
        main.addClassName("pp-row-main");
        var row = new ListItem(main);
        row.add(rest);
        row.addClassName("pp-row");
        return row;
    }

    /** Facts in one line, set apart by dots. */
    static Span facts(Component... facts) {
        var line = new Span();
        for (var index = 0; index < facts.length; index++) {
            if (index > 0) {
                line.add(new Span(" · "));
            }
            line.add(facts[index]);
        }
        return line;
    }
}
