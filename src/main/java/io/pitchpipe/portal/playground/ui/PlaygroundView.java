package io.pitchpipe.portal.playground.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelNames;
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
import io.pitchpipe.portal.playground.PlaygroundChoices;
import io.pitchpipe.portal.playground.PromptId;
import io.pitchpipe.portal.playground.PromptService;
import io.pitchpipe.portal.playground.PromptSettings;
import io.pitchpipe.portal.tuning.Preamble;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One prompt, answered by base and tuned model side by side, word by word. */
@Route("playground")
@PermitAll
@StyleSheet("context://portal/styles/playground.css")
class PlaygroundView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient PromptService prompts;
    private final TeamId team;
    private final SettingsPanel settings = new SettingsPanel();
    private final HistoryPanel history;
    private final AnswerColumns columns = new AnswerColumns();
    private final TextArea prompt = new TextArea();
    private final ColumnFields columnsOfInput = new ColumnFields(prompt, this::send);
    private final Button send = new Button();
    private final Button stop = new Button();
    private final Div body = new Div();
    private transient List<PromptModel> choices = List.of();
    private final transient List<AnswerPump> running = new ArrayList<>();
    private Optional<String> wanted = Optional.empty();

    PlaygroundView(PromptService prompts, CurrentTeam currentTeam) {
        this.prompts = prompts;
        this.team = currentTeam.id();
        this.history = new HistoryPanel(prompts, team, this::recall);
        addClassNames("pp-page", "pp-wide");
        prepare();
        var middle = new Div(columns, ask());
        middle.addClassName("playground-middle");
        body.addClassName("playground");
        body.add(settings, middle, history);
        add(new PageHeader(getTranslation("playground.title")).action(columns.addition()), new Skeleton(4));
    }

    private void prepare() {
        prompt.setLabel(getTranslation("playground.prompt"));
        prompt.setHelperText(getTranslation("playground.prompt.help"));
        prompt.setValueChangeMode(ValueChangeMode.ON_BLUR);
        prompt.addClassName("playground-prompt");
        send.setText(getTranslation("playground.send"));
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        send.addClickListener(click -> send(prompt.getValue()));
        stop.setText(getTranslation("playground.stop"));
        stop.setIcon(Icons.of("square"));
        stop.addClickListener(click -> stop());
        stop.setVisible(false);
    }

    private Component ask() {
        var buttons = new Div(send, stop);
        buttons.addClassName("pp-actions");
        var ask = new Div(columnsOfInput, prompt, buttons);
        ask.addClassName("playground-ask");
        return ask;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = event.getLocation().getQueryParameters().getSingleParameter("model");
        ViewTask.call(() -> prompts.choices(team)).then(this::show).start(this);
    }

    private void show(PlaygroundChoices found) {
        choices = models(found);
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
        columns.offer(choices);
        var tuned = choices.stream()
                .filter(PromptModel::tuned)
                .filter(model -> wanted.isEmpty() || model.key().text().equals(wanted.get()))
                .findFirst();
        if (wanted.isPresent() && tuned.isEmpty()) {
            sayWhyNot(wanted.get());
        }
        var base = tuned.flatMap(model -> find(model.base()))
                .or(() -> choices.stream().filter(model -> !model.tuned()).findFirst());
        base.ifPresent(columns::ask);
        tuned.ifPresent(columns::ask);
        tuned.ifPresentOrElse(this::showPreamble, () -> show((Preamble) null));
        columnsOfInput.focusFirst();
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

    private List<PromptModel> models(PlaygroundChoices found) {
        var all = new ArrayList<PromptModel>();
        var names = ModelNames.among(found.tuned());
        found.tuned()
                .forEach(model -> all.add(new PromptModel(
                        new ModelKey.Tuned(model.id()), label(model, names), names.of(model), model.baseModel())));
        found.bases()
                .forEach(base -> ModelKey.parse(base.name())
                        .ifPresent(key -> all.add(new PromptModel(
                                key, getTranslation("playground.base", base.displayName()), base.displayName(), ""))));
        return all;
    }

    private String label(ModelEntry model, ModelNames names) {
        return model.own() ? names.of(model) : getTranslation("playground.shared", names.of(model));
    }

    private Optional<PromptModel> find(String key) {
        return choices.stream().filter(model -> model.key().text().equals(key)).findFirst();
    }

    private void showPreamble(PromptModel model) {
        if (model.key() instanceof ModelKey.Tuned tuned) {
            ViewTask.call(() -> prompts.preamble(team, tuned.id()))
                    .then(this::show)
                    .start(this);
        }
    }

    private void show(@Nullable Preamble preamble) {
        settings.preamble(preamble);
        columnsOfInput.offer(preamble);
    }

    private void send(String typed) {
        if (!running.isEmpty()) {
            return;
        }
        var text = columnsOfInput.input(typed);
        if (text.isBlank()) {
            columnsOfInput.focusFirst();
            return;
        }
        var how = settings.read();
        if (how.isEmpty()) {
            Notifications.failed(getTranslation("playground.settings.wrong"));
            return;
        }
        prompt.setValue(text);
        ask(text, how.get());
    }

    private void ask(String text, PromptSettings how) {
        var asked = columns.asked();
        if (asked.isEmpty()) {
            Notifications.failed(getTranslation("playground.no-model"));
            return;
        }
        var remembered = prompts.remember(team, text, how);
        var beside = asked.stream()
                .flatMap(column -> column.model().stream())
                .map(PromptModel::key)
                .filter(ModelKey.Tuned.class::isInstance)
                .map(key -> ((ModelKey.Tuned) key).id())
                .findFirst();
        var ui = UI.getCurrentOrThrow();
        for (var i = 0; i < asked.size(); i++) {
            start(ui, asked.get(i), i, remembered, beside, text, how);
        }
        busy(true);
    }

    private void start(
            UI ui,
            AnswerColumn column,
            int ordinal,
            PromptId remembered,
            Optional<ModelId> beside,
            String text,
            PromptSettings how) {
        var model = column.model().orElseThrow();
        var self = new AnswerPump[1];
        self[0] = new AnswerPump(ui, column, model, answered -> {
            try {
                prompts.remember(team, remembered, ordinal, answered);
            } finally {
                tellEnded(ui, self[0]);
            }
        });
        running.add(self[0]);
        self[0].start(() -> prompts.ask(team, model.key(), beside, text, how));
    }

    private void tellEnded(UI ui, AnswerPump pump) {
        try {
            ui.access(() -> ended(pump));
        } catch (UIDetachedException gone) {
            // The page was closed meanwhile; the history has the answer.
            return;
        }
    }

    private void ended(AnswerPump pump) {
        running.remove(pump);
        if (running.isEmpty()) {
            busy(false);
            history.load();
        }
    }

    private void busy(boolean answering) {
        stop.setVisible(answering);
        send.setEnabled(!answering);
    }

    private void stop() {
        running.forEach(AnswerPump::stop);
    }

    /** Puts a prompt of the past back, with its answers; sending asks it again. */
    private void recall(AskedPrompt asked) {
        if (!running.isEmpty()) {
            return;
        }
        prompt.setValue(asked.prompt());
        columnsOfInput.showWhole();
        settings.show(asked.settings());
        columns.recall(asked);
        prompt.focus();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        Shortcuts.addShortcutListener(this, this::stop, Key.ESCAPE).listenOn(this);
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
