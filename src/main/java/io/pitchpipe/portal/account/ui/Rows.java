package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Face;

/** The rows that people, teams and invitations are listed in. */
final class Rows {

    private Rows() {}

    /** A row that begins with a person's face. */
    static ListItem person(String name, Component detail, Component... rest) {
        var row = plain(name, detail, rest);
        row.addComponentAsFirst(new Face(name));
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
        var line = new Span(facts);
        line.addClassName("pp-facts");
        for (var fact : facts) {
            fact.addClassName("pp-fact");
        }
        return line;
    }
}
