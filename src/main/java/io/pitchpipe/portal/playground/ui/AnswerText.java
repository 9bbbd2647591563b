package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/**
 * What a model says, added as text nodes, piece by piece: whatever it says, and however it is split, it never becomes markup. Scrolls by itself, also by
 * keyboard.
 */
final class AnswerText extends Div {

    private static final long serialVersionUID = 1L;

    AnswerText() {
        addClassName("playground-answer");
        getElement().setAttribute("data-testid", "answer");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("dir", "auto");
        getElement().setAttribute("aria-label", getTranslation("playground.answer"));
        clear(getTranslation("playground.column.empty"));
    }

    /** @param hint what to say while there is no answer; may be empty */
    void clear(String hint) {
        getElement().removeAllChildren();
        if (!hint.isEmpty()) {
            var words = new Span(hint);
            words.addClassName("pp-secondary");
            add(words);
        }
    }

    void append(String text) {
        getElement().appendChild(Element.createText(text));
    }

    /** Says why there is no answer, or not all of it, below what there is. */
    void fail(String why) {
        var reason = new Div(why);
        reason.addClassName("playground-why");
        reason.getElement().setAttribute("role", "alert");
        add(reason);
    }
}
