package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.StatusBadge.Tone;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.Ending;
import java.util.Locale;

/** The state of a column in a word, with tokens and time, and what can be done with its answer. */
final class AnswerFoot extends Div {

    private static final long serialVersionUID = 1L;

    private final Div words = new Div();
    private final Div actions = new Div();
    private final Button stop;
    private final Button retry;

    AnswerFoot(Runnable stopped, Runnable retried) {
        addClassName("playground-column-foot");
        words.addClassName("playground-state");
        actions.addClassName("pp-actions");
        stop = new Button(getTranslation("playground.stop"), Icons.of("square"), click -> stopped.run());
        stop.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        retry = new Button(getTranslation("playground.retry"), Icons.of("refresh-cw"), click -> retried.run());
        retry.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        add(words, actions);
    }

    void clear() {
        words.removeAll();
        actions.removeAll();
    }

    void waiting() {
        clear();
        words.add(new StatusBadge(Tone.WAITING, getTranslation("playground.waiting")));
        actions.add(stop);
    }

    void answering() {
        words.removeAll();
        words.add(new StatusBadge(Tone.RUNNING, getTranslation("playground.answering")));
    }

    /** @param again whether it makes sense to ask the same again */
    void ended(AskedPrompt.Answered answered, boolean again) {
        clear();
        words.add(badge(answered), figures(answered));
        if (again) {
            actions.add(retry);
        }
        if (!answered.answer().isEmpty()) {
            actions.add(new CopyButton(getTranslation("playground.copy", answered.modelName()), answered.answer()));
        }
    }

    /** There was a question, and it is not known what came of it. */
    void interrupted() {
        clear();
        words.add(new StatusBadge(Tone.STOPPED, getTranslation("playground.interrupted")));
        actions.add(retry);
    }

    private StatusBadge badge(AskedPrompt.Answered answered) {
        var tone = switch (answered.ending()) {
            case WHOLE -> Tone.GOOD;
            case CUT, INCOMPLETE -> Tone.CAUTION;
            case STOPPED -> Tone.STOPPED;
            case FAILED -> Tone.BAD;
        };
        if (answered.ending() == Ending.CUT && answered.tokens().isPresent()) {
            return new StatusBadge(
                    tone,
                    getTranslation(
                            "playground.cut-at",
                            Formats.number(answered.tokens().get())));
        }
        return new StatusBadge(
                tone,
                getTranslation("playground.ending." + answered.ending().name().toLowerCase(Locale.ROOT)));
    }

    private Span figures(AskedPrompt.Answered answered) {
        var seconds = String.format(Locale.ENGLISH, "%.1f", answered.millis() / 1000.0);
        var figures = new Span(answered.tokens()
                .map(tokens -> getTranslation("playground.figures", tokens, seconds))
                .orElseGet(() -> getTranslation("playground.seconds", seconds)));
        figures.addClassNames("pp-secondary", "pp-small");
        return figures;
    }
}
