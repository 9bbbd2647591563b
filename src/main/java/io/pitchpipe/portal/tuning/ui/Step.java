package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

/** One section of the launch page: a number, a heading, and fields that show once it is its turn and stay from then on. */
final class Step extends Section {

    private static final long serialVersionUID = 1L;

    private final Div body = new Div();

    Step(int number, String title) {
        addClassNames("pp-card", "teach-step");
        var mark = new Span(String.valueOf(number));
        mark.addClassName("teach-step-number");
        mark.getElement().setAttribute("aria-hidden", "true");
        var heading = new H2(mark, new Span(title));
        heading.setId("teach-step-" + number);
        getElement().setAttribute("aria-labelledby", "teach-step-" + number);
        body.addClassName("teach-step-body");
        add(heading, body);
        open(false);
    }

    Step content(Component... components) {
        body.add(components);
        return this;
    }

    void open(boolean open) {
        body.setVisible(open);
        getElement().setAttribute("data-open", open);
    }

    boolean isOpen() {
        return body.isVisible();
    }

    void done(boolean done) {
        getElement().setAttribute("data-done", done);
    }
}
