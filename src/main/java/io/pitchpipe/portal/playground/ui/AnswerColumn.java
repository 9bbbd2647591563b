package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.Ending;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.playground.PromptSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model and its answer, with a state of its own: a slow one keeps no other from being asked. While it answers it takes one more prompt, the latest,
 * and goes on with that.
 */
final class AnswerColumn extends Div {

    private static final long serialVersionUID = 1L;

    /** Reasons for which asking again changes nothing. */
    private static final String FOR_GOOD = "catalog.refused.";

    private static final String INTERRUPTED = "interrupted";

    private final ComboBox<PromptModel> picker = new ComboBox<>();
    private final Button close = new Button();
    private final Span asked = new Span();
    private final AnswerText answer = new AnswerText();
    private final Span next = new Span();
    private final AnswerFoot foot = new AnswerFoot(this::stop, this::retry);
    private final transient AnswerHost host;
    private transient @Nullable Question question;
    private transient @Nullable Question queued;
    private transient @Nullable AnswerPump pump;

    AnswerColumn(List<PromptModel> choices, AnswerHost host, Runnable remove) {
        this.host = host;
        addClassNames("playground-column", "pp-card");
        getElement().setAttribute("role", "group");
        picker.setItems(choices);
        picker.setItemLabelGenerator(PromptModel::label);
        picker.setAriaLabel(getTranslation("playground.column.model"));
        picker.setPlaceholder(getTranslation("playground.column.choose"));
        picker.addClassName("playground-picker");
        picker.addValueChangeListener(change -> chosen(change.isFromClient()));
        close.setIcon(Icons.of("x"));
        close.addClickListener(click -> remove.run());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        var head = new Div(picker, close);
        head.addClassName("playground-column-head");
        asked.addClassNames("playground-question", "pp-secondary", "pp-small", "pp-ellipsis");
        asked.getElement().setAttribute("dir", "auto");
        asked.setVisible(false);
        next.addClassNames("playground-next", "pp-secondary", "pp-small");
        next.getElement().setAttribute("role", "status");
        add(head, asked, answer, next, foot);
        state("empty");
        name();
    }

    private void chosen(boolean byThePerson) {
        name();
        if (byThePerson) {
            // What stands here is another model's answer; the history keeps it.
            question = null;
            asked.setVisible(false);
            answer.clear(getTranslation("playground.column.empty"));
            foot.clear();
            state("empty");
        }
        host.changed();
    }

    /** Names are longer than a column is wide: whole at a pointer's rest, and for who hears the page. */
    private void name() {
        var name = model().map(PromptModel::label).orElseGet(() -> getTranslation("playground.column.none"));
        picker.setTooltipText(model().isPresent() ? name : null);
        getElement().setAttribute("aria-label", name);
        close.setAriaLabel(getTranslation("playground.column.remove", name));
    }

    private void state(String word) {
        getElement().setAttribute("data-state", word);
    }

    void removable(boolean removable) {
        close.setVisible(removable);
    }

    Optional<PromptModel> model() {
        return picker.getOptionalValue();
    }

    void choose(PromptModel model) {
        picker.setValue(model);
    }

    /** Whether it is waiting for an answer, or in the midst of one. */
    boolean isBusy() {
        return pump != null;
    }

    /** Whether it answers this already, or will next. */
    boolean answers(String text, PromptSettings settings) {
        return isBusy()
                && Optional.ofNullable(queued).or(() -> Optional.ofNullable(question)).stream()
                        .anyMatch(last -> last.asks(text, settings));
    }

    /** Asks the model, at once or after what it is at. */
    void ask(Question wanted) {
        if (pump == null) {
            begin(wanted);
        } else {
            queued = wanted;
            next.setText(getTranslation("playground.next"));
        }
    }

    private void begin(Question begun) {
        var model = model().orElseThrow();
        show(begun);
        answer.clear("");
        foot.waiting();
        state("waiting");
        picker.setReadOnly(true);
        var started =
                new AnswerPump(UI.getCurrentOrThrow(), model, new Coming(), answered -> host.remember(begun, answered));
        pump = started;
        started.start(() -> host.ask(model, begun));
        host.changed();
    }

    private void show(Question shown) {
        question = shown;
        asked.setText(getTranslation("playground.question", shown.text().strip()));
        asked.getElement().setAttribute("title", shown.text());
        asked.setVisible(true);
    }

    /** Shows the answer as it comes. */
    private final class Coming implements AnswerPump.Sink {

        @Override
        public void append(String piece) {
            if (!"answering".equals(getElement().getAttribute("data-state"))) {
                state("answering");
                foot.answering();
            }
            answer.append(piece);
        }

        @Override
        public void end(AskedPrompt.Answered answered, Optional<Exception> failure) {
            pump = null;
            picker.setReadOnly(false);
            AnswerColumn.this.end(answered, failure);
            host.ended(answered);
            var waiting = queued;
            queued = null;
            next.setText("");
            if (waiting != null && isAttached()) {
                begin(waiting);
            } else {
                host.changed();
            }
        }
    }

    private void end(AskedPrompt.Answered answered, Optional<Exception> failure) {
        state(answered.ending().name().toLowerCase(Locale.ROOT));
        var again = answered.ending() != Ending.WHOLE && answered.ending() != Ending.CUT;
        foot.ended(answered, again && failure.filter(AnswerColumn::forGood).isEmpty());
        if (answered.answer().isEmpty() && answered.ending() == Ending.WHOLE) {
            answer.append(getTranslation("playground.empty-answer"));
        }
        failure.ifPresent(why -> answer.fail(
                why instanceof Refused refused
                        ? getTranslation(refused.key(), refused.arguments())
                        : Notifications.explain(why)));
    }

    private static boolean forGood(Exception why) {
        return why instanceof Refused refused && refused.key().startsWith(FOR_GOOD);
    }

    /** Ends the answer; the prompt that waits comes next. */
    void stop() {
        if (pump != null) {
            pump.stop();
        }
    }

    /** Ends the answer, and asks nothing more. */
    void stopAll() {
        queued = null;
        next.setText("");
        stop();
    }

    private void retry() {
        if (question != null && pump == null && model().isPresent()) {
            begin(new Question(question.id(), question.ordinal(), question.text(), question.settings(), host.beside()));
        }
    }

    /** Shows an answer of the past, or that there is none yet. */
    void recall(AskedPrompt past, int ordinal) {
        if (pump != null) {
            return;
        }
        show(new Question(past.id(), ordinal, past.prompt(), past.settings(), Optional.empty()));
        answer.clear("");
        past.answers().stream()
                .findFirst()
                .ifPresentOrElse(
                        answered -> {
                            answer.append(answered.answer());
                            end(answered, Optional.empty());
                        },
                        () -> {
                            state(INTERRUPTED);
                            foot.interrupted();
                        });
    }

    /** Whether its answer is not in the history, or not yet. */
    boolean isInterrupted() {
        return INTERRUPTED.equals(getElement().getAttribute("data-state"));
    }

    /** Its answer has come into the history. */
    void arrive(AskedPrompt late, PlaygroundDraft.Shown which) {
        if (isInterrupted() && draft().shown().equals(Optional.of(which))) {
            recall(late, which.ordinal());
        }
    }

    /** The model that was chosen here can no longer be. */
    void gone() {
        answer.clear(getTranslation("playground.column.gone"));
    }

    /** Takes the answer away, once the history is cleared. */
    void clear() {
        if (pump == null) {
            question = null;
            asked.setVisible(false);
            answer.clear(getTranslation("playground.column.empty"));
            foot.clear();
            state("empty");
        }
    }

    PlaygroundDraft.Column draft() {
        return new PlaygroundDraft.Column(
                model().map(model -> model.key().text()),
                Optional.ofNullable(question).map(shown -> new PlaygroundDraft.Shown(shown.id(), shown.ordinal())));
    }
}
