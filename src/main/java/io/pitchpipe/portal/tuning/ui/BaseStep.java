package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendTrouble;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.tuning.BaseModel;
import io.pitchpipe.portal.tuning.TuningService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** 2: what to start from. The backend is asked for its models off the session lock. */
final class BaseStep extends Div {

    private static final long serialVersionUID = 1L;

    /** How often a backend that does not answer is asked before that is shown as an error; it is asked on behind that. */
    static final int PATIENCE = 20;

    private final transient TuningService tunings;
    private final TeamId team;
    private final @Nullable String wanted;
    private final Duration pause;
    private final RadioButtonGroup<BaseModel> cards = new RadioButtonGroup<>();
    private final transient Consumer<Optional<BaseModel>> chosen;

    /** Counts the questions asked of the backend; only the newest's outcome is shown. */
    private int asked;

    /** @param wanted the name of the base chosen before, if any */
    BaseStep(TuningService tunings, TeamId team, @Nullable String wanted, Consumer<Optional<BaseModel>> chosen) {
        this(tunings, team, wanted, chosen, Duration.ofSeconds(1));
    }

    /** @param pause between two questions to a backend that does not answer */
    BaseStep(
            TuningService tunings,
            TeamId team,
            @Nullable String wanted,
            Consumer<Optional<BaseModel>> chosen,
            Duration pause) {
        this.pause = pause;
        this.tunings = tunings;
        this.team = team;
        this.wanted = wanted;
        this.chosen = chosen;
        addClassName("teach-fields");
        cards.addClassName("teach-bases");
        cards.setAriaLabel(getTranslation("teach.base.title"));
        cards.setRenderer(new ComponentRenderer<>(this::card));
        cards.setTestId("teach-base");
        cards.addValueChangeListener(change -> chosen.accept(Optional.ofNullable(change.getValue())));
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        load();
    }

    private void load() {
        removeAll();
        add(new Skeleton(3));
        ask();
    }

    private void ask() {
        var question = ++asked;
        ViewTask.call(this::onceItAnswers)
                .then(bases -> {
                    if (question == asked) {
                        show(bases);
                    }
                })
                .otherwise(failure -> {
                    if (question == asked) {
                        failed(failure);
                    }
                })
                .start(this);
    }

    /** A backend that was only just started, like the bundled one after the portal, answers a little later: that is no error yet. */
    private List<BaseModel> onceItAnswers() throws InterruptedException {
        for (var tries = 1; ; tries++) {
            try {
                return tunings.baseModels(team);
            } catch (ApiFailure.Unavailable notYet) {
                if (tries == PATIENCE) {
                    throw notYet;
                }
                Thread.sleep(pause);
            }
        }
    }

    private void show(List<BaseModel> bases) {
        removeAll();
        if (bases.isEmpty()) {
            add(new EmptyState(
                    "boxes", getTranslation("teach.base.none.title"), getTranslation("teach.base.none.text")));
            return;
        }
        cards.setItems(bases);
        add(cards);
        var first = bases.stream()
                .filter(base -> base.name().equals(wanted))
                .findFirst()
                .orElse(bases.getFirst());
        cards.setValue(first);
    }

    private void failed(Exception failure) {
        removeAll();
        var text = Notifications.explain(failure instanceof ApiFailure known ? BackendTrouble.refused(known) : failure);
        if (failure instanceof ApiFailure.Unavailable) {
            text += " " + getTranslation("teach.base.waiting");
        }
        var again = new Button(getTranslation("teach.base.retry"), click -> load());
        add(new ErrorPanel(getTranslation("teach.base.failed.title"), text, again));
        chosen.accept(Optional.empty());
        if (failure instanceof ApiFailure.Unavailable) {
            // A backend that starts slowly, or comes back, is seen without anybody pressing anything.
            ask();
        }
    }

    private Div card(BaseModel base) {
        var name = new Span(base.displayName());
        name.addClassName("teach-base-name");
        name.setTitle(getTranslation("design.apiName", base.name()));
        var head = new Div(name);
        head.addClassName("teach-base-head");
        if (base.demo()) {
            var badge = new Span(getTranslation("teach.base.demo"));
            badge.addClassName("teach-badge");
            head.add(badge);
        }
        var card = new Div(head);
        var words = base.demo() ? getTranslation("teach.base.demo.text") : base.description();
        if (!words.isEmpty()) {
            var description = new Div(words);
            description.addClassName("pp-secondary");
            card.add(description);
        }
        if (base.exampleTokens() > 0) {
            var tokens = new Div(getTranslation("teach.base.tokens", Formats.number(base.exampleTokens())));
            tokens.addClassNames("pp-secondary", "pp-small");
            card.add(tokens);
        }
        return card;
    }
}
