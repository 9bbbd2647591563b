package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** A page outside the frame: sign-in, set-up, invitation. The product's mark, a card, nothing else. */
@StyleSheet("context://portal/styles/account.css")
abstract class PlainPage extends Main {

    private static final long serialVersionUID = 1L;

    private final Div card = new Div();

    PlainPage() {
        addClassName("account-plain");
        var mark = new Span();
        mark.addClassName("pp-mark");
        var brand = new Div(mark, new Span(getTranslation("app.name")));
        brand.addClassName("pp-brand");
        card.addClassNames("pp-card", "account-card");
        add(brand, card);
    }

    /** Replaces what the card shows. */
    final void show(String title, String text, Component... parts) {
        card.removeAll();
        card.add(new H1(title));
        if (!text.isEmpty()) {
            var paragraph = new Paragraph(text);
            paragraph.addClassName("pp-secondary");
            card.add(paragraph);
        }
        card.add(parts);
    }
}
