package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.playground.AskedPrompt;
import java.util.Locale;

/** Tells who hears the page which answers have ended; several at once are all read. */
final class AnswerNews extends Div {

    private static final long serialVersionUID = 1L;
    private static final int MAX_KEPT = 8;

    AnswerNews() {
        addClassName("pp-visually-hidden");
        getElement().setAttribute("role", "log");
        getElement().setAttribute("aria-live", "polite");
        getElement().setAttribute("aria-label", getTranslation("playground.news"));
    }

    void add(AskedPrompt.Answered answered) {
        if (getComponentCount() >= MAX_KEPT) {
            remove(getComponentAt(0));
        }
        add(new Div(new Span(getTranslation(
                "playground.news." + answered.ending().name().toLowerCase(Locale.ROOT), answered.modelName()))));
    }
}
