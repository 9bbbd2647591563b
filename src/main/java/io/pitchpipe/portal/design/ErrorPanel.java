package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** What went wrong, what is safe, what to do; stands where the content would. */
public final class ErrorPanel extends Div {

    private static final long serialVersionUID = 1L;

    public ErrorPanel(String title, String text, Component... actions) {
        addClassNames("pp-error-panel");
        getElement().setAttribute("role", "alert");
        var words = new Div(new H2(title), new Paragraph(text));
        var row = new Div(actions);
        row.addClassName("pp-actions");
        row.setVisible(actions.length > 0);
        words.add(row);
        add(Icons.of("circle-alert"), words);
    }

    /** For a failure of any kind, with the code under which the log knows it where it was unexpected. */
    public static ErrorPanel of(String title, Throwable failure, Component... actions) {
        return new ErrorPanel(title, Notifications.explain(failure), actions);
    }
}
