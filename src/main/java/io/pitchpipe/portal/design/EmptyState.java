package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** A view with nothing in it yet: what it is for, and the one next thing to do. */
public final class EmptyState extends Div {

    private static final long serialVersionUID = 1L;

    /**
     * @param icon a symbol of {@link Icons}
     * @param actions the next step, the most likely one first
     */
    public EmptyState(String icon, String title, String text, Component... actions) {
        addClassName("pp-empty");
        var mark = new Div(Icons.of(icon));
        mark.addClassName("pp-empty-mark");
        var row = new Div(actions);
        row.addClassName("pp-actions");
        row.setVisible(actions.length > 0);
        add(mark, new H2(title), new Paragraph(text), row);
    }
}
