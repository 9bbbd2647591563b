package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Split;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.NameLength;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.RelativeTime;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.tuning.BaseModel;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.NamesInUse;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TuningService;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/**
 * Tune a model: one page whose sections open one after another and stay editable above, with the review beside them. What is filled in is a draft of the
 * dataset, or of the retune, that {@code ?dataset=} or {@code ?retune=} names; without either the draft of a dataset that was changed last is shown.
 */
@Route("teach")
@PermitAll
@StyleSheet("context://portal/styles/tuning.css")
class LaunchView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient TuningService tunings;
    private final transient DatasetService datasets;
    private final transient NamesInUse names;
    private final TeamId team;
    private final LaunchDrafts drafts;
    private LaunchDraft draft;
    private QueryParameters parameters = QueryParameters.empty();
    private final Div draftNote = new Div();

    private transient @Nullable DatasetVersion version;
    private transient @Nullable BaseModel base;
    private transient @Nullable Form form;
    private final transient SplitOf splits;

    /** The parts of the page, once they are built. */
    private record Form(
            ExamplesStep examples,
            WordsStep words,
            SettingsStep settings,
            ReviewCard review,
            LengthCheck lengths,
            Step second,
            Step third,
            Step fourth) {}

    LaunchView(TuningService tunings, DatasetService datasets, NamesInUse names, CurrentTeam currentTeam) {
        this.names = names;
        this.tunings = tunings;
        this.datasets = datasets;
        this.team = currentTeam.id();
        this.drafts = LaunchDrafts.of(VaadinSession.getCurrent());
        this.draft = new LaunchDraft(false);
        this.splits = new SplitOf(datasets, team, this, this::refresh);
        addClassNames("pp-page", "teach");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        parameters = entering.getLocation().getQueryParameters();
        open();
    }

    private void open() {
        draft = new DraftFilling(tunings, datasets, team).draft(drafts, parameters);
        removeAll();
        build();
    }

    /** Says that this is a draft, since when, and how to get rid of it; nothing while nobody has changed anything. */
    private void note() {
        draftNote.removeAll();
        draftNote.setVisible(draft.isChanged());
        if (draft.isChanged()) {
            var words = new Span(getTranslation(draft.isRetune() ? "teach.draft.retune" : "teach.draft"));
            var discard = new Button(getTranslation("teach.draft.discard"), click -> discard());
            discard.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
            discard.setTestId("teach-discard");
            draftNote.add(words, new RelativeTime(draft.changedAt()), discard);
        }
    }

    private void discard() {
        drafts.remove(draft);
        open();
        Notifications.succeeded(getTranslation("teach.draft.discarded"));
    }

    private void build() {
        form = null;
        var examples = new ExamplesStep(datasets, team, chosen -> {
            version = chosen.orElse(null);
            chosen.ifPresent(this::follow);
            refresh();
        });
        var bases = new BaseStep(tunings, team, draft.base, chosen -> {
            base = chosen.orElse(null);
            chosen.ifPresent(this::chooseBase);
            refresh();
        });
        var settings = new SettingsStep(draft, this::refresh);
        var review = new ReviewCard(this::start);
        var lengths = new LengthCheck(tunings, team, this::refresh);
        review.beforeButton(lengths);
        var words = new WordsStep(draft, this::refresh, part -> names.like(team, part));
        var first = new Step(1, getTranslation("teach.examples.title")).content(examples);
        var second = new Step(2, getTranslation("teach.base.title")).content(bases);
        var third = new Step(3, getTranslation("teach.words.title")).content(words);
        var fourth = new Step(4, getTranslation("teach.settings.title")).content(settings);
        first.open(true);
        var steps = new Div(first, second, third, fourth);
        steps.addClassName("teach-steps");
        var columns = new Div(steps, review);
        columns.addClassName("teach-columns");
        draftNote.addClassNames("teach-draft", "pp-secondary");
        add(new PageHeader(getTranslation("teach.title")).saying(getTranslation("teach.saying")), draftNote, columns);
        ViewTask.call(() -> tunings.measuresHeldOut(team))
                .then(does -> {
                    if (does) {
                        settings.heldOutFields().measured();
                    }
                })
                .otherwise(unknown -> {})
                .start(this);
        form = new Form(examples, words, settings, review, lengths, second, third, fourth);
        var dataset = draft.dataset();
        if (dataset != null) {
            datasets.find(team, dataset)
                    .ifPresent(found -> examples.select(found, draft.isRetune() ? draft.version() : null));
        }
        refresh();
    }

    /** Another dataset was chosen in the form: the draft is that one's from now on, and so is the address. */
    private void follow(DatasetVersion chosen) {
        if (chosen.dataset().equals(draft.dataset())) {
            return;
        }
        drafts.move(team, draft, chosen.dataset());
        draft.choose(chosen.dataset(), chosen.id());
        draft.changed();
        if (!draft.isRetune()) {
            parameters = QueryParameters.of("dataset", chosen.dataset().value().toString());
            getUI().ifPresent(ui ->
                    ui.getPage().getHistory().replaceState(null, TuningNavigation.teach(chosen.dataset())));
        }
    }

    private void chooseBase(BaseModel chosen) {
        if (draft.base != null && !draft.base.equals(chosen.name())) {
            draft.changed();
        }
        draft.base = chosen.name();
    }

    /** After any change: opens what has its turn, and says anew what is missing and how long it takes. */
    private void refresh() {
        var now = form;
        if (now == null) {
            return;
        }
        var examples = version;
        note();
        if (examples != null) {
            now.words().suggest(() -> datasets.find(team, examples.dataset()).map(Dataset::name));
        }
        now.second().open(now.second().isOpen() || examples != null);
        now.third().open(now.third().isOpen() || (base != null && examples != null));
        now.fourth().open(now.fourth().isOpen() || (now.third().isOpen() && !draft.name.isBlank()));
        rows(now, examples);
        now.lengths()
                .look(
                        examples,
                        base,
                        draft.preamble,
                        examples == null ? HoldOut.NONE : now.settings().holdOut(examples));
        now.review().button(missing(now));
        estimate(now, examples);
    }

    private long rowsShown;

    private void rows(Form now, @Nullable DatasetVersion examples) {
        if (examples == null) {
            return;
        }
        var split = split(now, examples);
        var training = split.training();
        now.settings().heldOutFields().heldOut(split.heldOut());
        if (training != rowsShown) {
            rowsShown = training;
            now.settings().rows(rowsShown);
        }
    }

    private Split split(Form now, DatasetVersion examples) {
        return splits.now(examples, now.settings().holdOut(examples));
    }

    private @Nullable String missing(Form now) {
        if (version == null) {
            return getTranslation("teach.missing.examples");
        }
        if (base == null) {
            return getTranslation("teach.missing.base");
        }
        if (draft.name.isBlank()) {
            return getTranslation("teach.missing.name");
        }
        if (NameLength.tooLong(draft.name, LaunchTuning.MAX_NAME)) {
            return getTranslation("teach.missing.shortName");
        }
        if (now.lengths().blocks()) {
            return getTranslation("teach.missing.tooLong");
        }
        return now.settings().value().isEmpty() ? getTranslation("teach.missing.settings") : null;
    }

    private void estimate(Form now, @Nullable DatasetVersion examples) {
        var chosen = base;
        var settings = now.settings().value().orElse(null);
        if (examples == null || settings == null) {
            now.review().facts(examples == null ? null : split(now, examples), name(chosen), null, null);
            return;
        }
        var split = split(now, examples);
        var rows = split.training();
        var steps = settings.totalSteps(rows);
        now.review().facts(split, name(chosen), steps, null);
        if (chosen == null) {
            return;
        }
        var characters = split.trainingBytes() + rows * (new Preamble(draft.preamble).added() - JSON_PER_ROW);
        ViewTask.call(() -> tunings.estimate(team, chosen, rows, Math.max(0, characters), settings))
                .then(found -> now.review().facts(split, name(chosen), steps, found))
                .otherwise(unknown -> {})
                .start(this);
    }

    /** What surrounds the texts of an example in its stored line. */
    private static final int JSON_PER_ROW = 28;

    private static @Nullable String name(@Nullable BaseModel chosen) {
        return chosen == null ? null : chosen.displayName();
    }

    private void start() {
        var now = form;
        if (now == null) {
            return;
        }
        var settings = now.settings().value();
        var examples = version;
        var chosen = base;
        if (examples == null) {
            now.examples().focusChoice();
        } else if (draft.name.isBlank() || NameLength.tooLong(draft.name, LaunchTuning.MAX_NAME)) {
            now.words().focusName();
        } else if (now.lengths().blocks()) {
            now.lengths().show();
        } else if (chosen != null && settings.isPresent()) {
            launch(new LaunchTuning(
                    draft.formToken,
                    examples.id(),
                    chosen,
                    draft.name,
                    new Preamble(draft.preamble),
                    now.settings().preset(),
                    settings.get(),
                    now.settings().holdOut(examples),
                    now.settings().heldOutFields().value()));
            return;
        }
        now.review().button(missing(now));
    }

    private void launch(LaunchTuning wish) {
        var ui = getUI().orElseThrow();
        ViewTask.call(() -> tunings.launch(team, wish))
                .then(job -> {
                    drafts.remove(draft);
                    ui.navigate(TuningNavigation.training(job));
                })
                .otherwise(refused -> {
                    Notifications.failed(refused);
                    refresh();
                })
                .start(this);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("teach.title");
    }
}
