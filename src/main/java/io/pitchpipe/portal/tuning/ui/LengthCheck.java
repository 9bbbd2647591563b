package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.ExampleTokens.TooLong;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.RowLinks;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.tuning.BaseModel;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TokenFit;
import io.pitchpipe.portal.tuning.TuningService;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in the review whether every example is short enough for the chosen base, and which rows are not; asks again when what it depends on has changed. */
final class LengthCheck extends Div {

    private static final long serialVersionUID = 1L;

    private final transient TuningService tunings;
    private final TeamId team;
    private final transient Runnable answered;
    private transient @Nullable Question wanted;
    private boolean asking;
    private boolean blocked;

    /** What the answer depends on. */
    private record Question(DatasetVersion version, BaseModel base, Preamble preamble, HoldOut holdOut) {}

    /** @param answered called when it is known, or no longer, whether the examples fit */
    LengthCheck(TuningService tunings, TeamId team, Runnable answered) {
        this.tunings = tunings;
        this.team = team;
        this.answered = answered;
        addClassName("teach-lengths");
        setId("teach-lengths");
        getElement().setAttribute("aria-live", "polite").setAttribute("tabindex", "-1");
        setVisible(false);
    }

    /** Whether a job would be refused because of the length of its examples. */
    boolean blocks() {
        return blocked;
    }

    /** Leads to the rows that are too long. */
    void show() {
        getElement().callJsFunction("focus");
        getElement().callJsFunction("scrollIntoView");
    }

    /** Asks if anything is different from what was asked last; without examples or a base there is nothing to say. */
    void look(@Nullable DatasetVersion version, @Nullable BaseModel base, String preamble, HoldOut holdOut) {
        var question =
                version == null || base == null ? null : new Question(version, base, new Preamble(preamble), holdOut);
        if (question == null ? wanted == null : question.equals(wanted)) {
            return;
        }
        wanted = question;
        blocked = false;
        removeAll();
        setVisible(question != null);
        if (question != null) {
            note(getTranslation("teach.lengths.counting"));
            ask();
        }
    }

    /** One count at a time: while somebody types a preamble, only the newest is counted next. */
    private void ask() {
        var question = wanted;
        if (asking || question == null) {
            return;
        }
        asking = true;
        ViewTask.call(() -> tunings.fit(
                        team, question.version().id(), question.base(), question.preamble(), question.holdOut()))
                .then(found -> answer(question, found))
                .otherwise(unknown -> answer(question, Optional.empty()))
                .start(this);
    }

    private void answer(Question question, Optional<TokenFit> found) {
        asking = false;
        if (!question.equals(wanted)) {
            ask();
            return;
        }
        removeAll();
        found.ifPresentOrElse(fit -> show(question, fit), () -> note(getTranslation("teach.lengths.unknown")));
        answered.run();
    }

    private void show(Question question, TokenFit fit) {
        blocked = !fit.fits();
        var limit = Formats.number(fit.limit());
        if (blocked) {
            add(tooLong(question, fit, limit));
        } else if (fit.heldOut().isEmpty()) {
            note(getTranslation("teach.lengths.fit", Formats.number(fit.longest()), limit));
        }
        if (!fit.heldOut().isEmpty()) {
            note(getTranslation("teach.lengths.heldOut", fit.heldOut().size(), limit));
            add(links(question, fit.heldOut()));
        }
    }

    private Div tooLong(Question question, TokenFit fit, String limit) {
        var title = new Paragraph(getTranslation(
                "teach.lengths.tooLong",
                fit.training().size(),
                limit,
                question.base().displayName()));
        title.addClassName("teach-lengths-title");
        var what = new Paragraph(getTranslation("teach.lengths.what"));
        what.addClassName("pp-small");
        var check =
                Links.to(TuningNavigation.check(question.version().dataset()), getTranslation("teach.lengths.check"));
        var card = new Div(new Div(Icons.of("triangle-alert"), title), links(question, fit.training()), what, check);
        card.addClassName("teach-lengths-card");
        return card;
    }

    private RowLinks links(Question question, List<TooLong> rows) {
        var version = question.version();
        return new RowLinks(
                rows.stream()
                        .map(each -> new RowLinks.Entry(
                                each.row(),
                                each.tokens() < 1
                                        ? getTranslation("teach.lengths.uncounted")
                                        : getTranslation("teach.lengths.tokens", Formats.number(each.tokens()))))
                        .toList(),
                row -> TuningNavigation.row(version.dataset(), version.number(), row));
    }

    private void note(String words) {
        var note = new Paragraph(words);
        note.addClassNames("pp-secondary", "pp-small");
        add(note);
    }
}
