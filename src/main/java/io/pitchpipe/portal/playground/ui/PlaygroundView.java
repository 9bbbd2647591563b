package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.ModelKey;
import io.pitchpipe.portal.playground.OngoingAnswer;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.playground.PlaygroundDrafts;
import io.pitchpipe.portal.playground.PromptService;
import io.pitchpipe.portal.playground.PromptSettings;
import io.pitchpipe.portal.tuning.Preamble;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One prompt, answered by base and tuned models side by side, word by word; what is on the page is kept. */
@Route("playground")
@PermitAll
@StyleSheet("context://portal/styles/playground.css")
class PlaygroundView extends Div implements BeforeEnterObserver, HasDynamicTitle, AnswerHost {

    private static final long serialVersionUID = 1L;

    private final transient PromptService prompts;
    private final transient PlaygroundDrafts drafts;
    private final transient DraftKeeper keeper;
    private final TeamId team;
    private final SettingsPanel settings = new SettingsPanel(this::changed);
    private final AnswerColumns columns = new AnswerColumns(this);
    private final PromptBar bar = new PromptBar(this::send, this::stop, this::changed);
    private final AnswerNews news = new AnswerNews();
    private final Aside panel = new Aside();
    private final Button panelSwitch = new Button();
    private final HistoryPanel history;
    private final Div body = new Div();
    private Optional<String> wanted = Optional.empty();
    private Optional<ModelId> preambleOf = Optional.empty();
    private boolean panelShown = true;

    PlaygroundView(PromptService prompts, PlaygroundDrafts drafts, CurrentTeam currentTeam) {
        this.prompts = prompts;
        this.drafts = drafts;
        this.team = currentTeam.id();
        this.keeper = new DraftKeeper(drafts, team);
        this.history = new HistoryPanel(prompts, team, this::recall, this::cleared);
        addClassNames("pp-page", "pp-wide", "playground-page");
        var middle = new Div(columns, bar);
        middle.addClassName("playground-middle");
        panel.add(settings, history);
        panel.addClassName("playground-panel");
        panel.getElement().setAttribute("aria-label", getTranslation("playground.panel"));
        body.addClassName("playground");
        body.add(middle, panel, news);
        panelSwitch.setIcon(Icons.of("settings"));
        panelSwitch.addClickListener(click -> {
            showPanel(!panelShown);
            changed();
        });
        panelSwitch.setVisible(false);
        add(
                new PageHeader(getTranslation("playground.title"))
                        .action(panelSwitch)
                        .action(columns.addition()),
                new Skeleton(4));
    }

    private void showPanel(boolean shown) {
        panelShown = shown;
        panel.setVisible(shown);
        panelSwitch.setText(getTranslation(shown ? "playground.panel.hide" : "playground.panel.show"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = event.getLocation().getQueryParameters().getSingleParameter("model");
        ViewTask.call(() -> Restored.load(prompts, drafts, team))
                .then(this::show)
                .start(this);
    }

    private void show(Restored found) {
        var choices = PromptModel.among(found.choices());
        getChildren().skip(1).toList().forEach(this::remove);
        if (choices.isEmpty()) {
            add(new EmptyState(
                    "messages-square",
                    getTranslation("playground.none"),
                    getTranslation("playground.none.text"),
                    Links.button("models", getTranslation("design.nav.models"))));
            return;
        }
        add(body);
        panelSwitch.setVisible(true);
        columns.offer(choices);
        showPanel(found.draft().map(PlaygroundDraft::panel).orElse(true));
        found.draft().ifPresent(draft -> {
            bar.restoreText(draft);
            settings.show(draft.settings());
            settings.showAdvanced(draft.advanced());
        });
        var start = new FirstColumns(columns, choices, wanted);
        if (!start.restore(found)) {
            start.begin();
        }
        if (start.isMissing()) {
            sayWhyNot(wanted.orElseThrow());
        }
        // From here on the draft says what is shown: a reload of this address must not bring back what was taken away.
        UI.getCurrentOrThrow().getPage().getHistory().replaceState(null, "playground");
        preambleOf = columns.beside();
        loadPreamble(() -> found.draft().ifPresent(bar::restoreFields));
        keeper.begin();
        bar.focusFirst();
        lookAgain();
    }

    private void lookAgain() {
        columns.interrupted()
                .forEach((column, shown) -> ViewTask.call(() -> Restored.late(drafts, team, shown))
                        .then(late -> late.ifPresent(asked -> column.arrive(asked, shown)))
                        .start(this));
    }

    /** Why the model that a link names is not among the choices: each reason has its own words. */
    private void sayWhyNot(String named) {
        var model = ModelKey.parse(named).filter(ModelKey.Tuned.class::isInstance);
        if (model.isEmpty()) {
            Notifications.failed(getTranslation("playground.not-there"));
            return;
        }
        var id = ((ModelKey.Tuned) model.get()).id();
        ViewTask.call(() -> prompts.preamble(team, id))
                .then(there -> Notifications.failed(getTranslation("playground.not-there")))
                .start(this);
    }

    private void loadPreamble(Runnable then) {
        if (preambleOf.isEmpty()) {
            show((Preamble) null);
            then.run();
            return;
        }
        var model = preambleOf.get();
        ViewTask.call(() -> prompts.preamble(team, model))
                .then(preamble -> {
                    if (preambleOf.equals(Optional.of(model))) {
                        show(preamble);
                        then.run();
                    }
                })
                .start(this);
    }

    private void show(@Nullable Preamble preamble) {
        settings.preamble(preamble);
        bar.offer(preamble);
    }

    private void send(String text) {
        var how = settings.read();
        if (how.isEmpty()) {
            showPanel(true);
            Notifications.failed(getTranslation("playground.settings.wrong"));
        } else if (!columns.hasModel()) {
            Notifications.failed(getTranslation("playground.no-model"));
        } else {
            ask(text, how.get());
        }
    }

    private void ask(String text, PromptSettings how) {
        var asked = columns.forPrompt(text, how);
        if (asked.isEmpty()) {
            return;
        }
        var id = prompts.remember(team, text, how);
        var beside = columns.beside();
        asked.forEach(column -> column.ask(new Question(id, columns.ordinal(column), text, how, beside)));
        changed();
    }

    private void stop() {
        columns.stop();
    }

    /** Puts a prompt of the past back, with its answers; sending asks it again. */
    private void recall(AskedPrompt asked) {
        columns.stop();
        bar.recall(asked.prompt());
        settings.show(asked.settings());
        columns.recall(asked);
        changed();
    }

    private void cleared() {
        columns.clear();
        keeper.forget();
    }

    @Override
    public OngoingAnswer ask(PromptModel model, Question question) {
        return prompts.ask(team, model.key(), question.beside(), question.text(), question.settings());
    }

    @Override
    public void remember(Question question, AskedPrompt.Answered answered) {
        prompts.remember(team, question.id(), question.ordinal(), answered);
    }

    @Override
    public Optional<ModelId> beside() {
        return columns.beside();
    }

    @Override
    public void changed() {
        bar.busy(columns.busy());
        if (!keeper.hasBegun()) {
            return;
        }
        var beside = columns.beside();
        if (!beside.equals(preambleOf)) {
            preambleOf = beside;
            loadPreamble(() -> {});
        }
        keeper.keep(() -> new PlaygroundDraft(
                bar.text(),
                bar.fields(),
                settings.read().orElse(PromptSettings.GREEDY),
                settings.isAdvanced(),
                panelShown,
                columns.draft()));
    }

    @Override
    public void ended(AskedPrompt.Answered answered) {
        news.add(answered);
        history.load();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        Shortcuts.addShortcutListener(this, this::stop, Key.ESCAPE).listenOn(this);
        // In a field that has sent already, its own listener prevents the default.
        getElement()
                .addEventListener("keydown", event -> bar.send())
                .setFilter("event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented");
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        stop();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("playground.title");
    }
}
