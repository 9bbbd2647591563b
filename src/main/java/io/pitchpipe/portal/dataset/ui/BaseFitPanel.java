package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetCards;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.ExampleTokens;
import io.pitchpipe.portal.dataset.ExampleTokens.Base;
import io.pitchpipe.portal.dataset.ExampleTokens.TooLong;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.RowLinks;
import io.pitchpipe.portal.design.ViewTask;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the examples are short enough for a base model, of which the one used last is looked at first; not there while the backend offers no base. */
final class BaseFitPanel extends Section {

    private static final long serialVersionUID = 1L;

    /** Rows that are deleted at once. */
    private static final int MAX_DELETED = 10_000;

    private final transient DatasetCards cards;
    private final TeamId team;
    private final transient DatasetVersion version;
    private final transient Consumer<Set<Long>> delete;
    private final Select<Base> bases = new Select<>();
    private final Div outcome = new Div();

    /** @param delete deletes rows of the version */
    BaseFitPanel(DatasetCards cards, TeamId team, DatasetVersion version, Consumer<Set<Long>> delete) {
        this.cards = cards;
        this.team = team;
        this.version = version;
        this.delete = delete;
        addClassNames("pp-card", "dataset-fit");
        bases.setLabel(getTranslation("dataset.fit.base"));
        bases.setItemLabelGenerator(Base::title);
        bases.addClassName("dataset-unit");
        bases.setTestId("dataset-fit-base");
        bases.addValueChangeListener(change -> count(change.getValue()));
        outcome.addClassName("dataset-fit-outcome");
        outcome.getElement().setAttribute("aria-live", "polite");
        var head = new Div(new H2(getTranslation("dataset.fit.title")), bases);
        head.addClassName("pp-section-head");
        add(head, outcome);
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        ViewTask.call(() -> cards.basesFor(team, version.dataset()))
                .then(found -> {
                    setVisible(!found.isEmpty());
                    bases.setItems(found);
                    found.stream().findFirst().ifPresent(bases::setValue);
                })
                .otherwise(away -> setVisible(false))
                .start(this);
    }

    private void count(@Nullable Base base) {
        outcome.removeAll();
        if (base == null) {
            return;
        }
        say("dataset.fit.counting");
        ViewTask.call(() -> cards.fit(team, version.id(), base))
                .then(found -> {
                    // An answer that comes after another base was chosen is no longer wanted.
                    if (base.equals(bases.getValue())) {
                        show(base, found);
                    }
                })
                .otherwise(failed -> {
                    outcome.removeAll();
                    outcome.add(new Paragraph(Notifications.explain(failed)));
                })
                .start(this);
    }

    private void show(Base base, Optional<ExampleTokens.Fit> found) {
        outcome.removeAll();
        if (found.isEmpty()) {
            say("dataset.fit.unknown", base.title());
            return;
        }
        var fit = found.get();
        var limit = Formats.number(fit.limit());
        if (fit.tooLong().isEmpty()) {
            say("dataset.fit.all", Formats.number(fit.longest()), limit);
            return;
        }
        var title = new Paragraph(
                getTranslation("dataset.fit.tooLong", fit.tooLong().size(), limit, base.title()));
        title.addClassName("dataset-fit-title");
        outcome.add(
                new Div(Icons.of("triangle-alert"), title),
                links(fit),
                new Paragraph(getTranslation("dataset.fit.what", fit.tooLong().size())));
        if (fit.tooLong().size() <= MAX_DELETED && fit.tooLong().size() < version.rows()) {
            outcome.add(deletion(fit));
        }
    }

    private RowLinks links(ExampleTokens.Fit fit) {
        return new RowLinks(
                fit.tooLong().stream()
                        .map(each -> new RowLinks.Entry(
                                each.row(),
                                each.tokens() < 1
                                        ? getTranslation("dataset.fit.uncounted")
                                        : getTranslation("dataset.fit.tokens", Formats.number(each.tokens()))))
                        .toList(),
                row -> DatasetNavigation.rows(version.dataset()) + "?v=" + version.number() + "&row=" + row);
    }

    private Div deletion(ExampleTokens.Fit fit) {
        var numbers = fit.tooLong().stream().map(TooLong::row).collect(Collectors.toSet());
        var button = new Button(
                getTranslation("dataset.fit.delete", numbers.size()),
                Icons.of("trash-2"),
                click -> delete.accept(numbers));
        button.setDisableOnClick(true);
        button.setTestId("dataset-fit-delete");
        var actions = new Div(button);
        actions.addClassName("pp-actions");
        return actions;
    }

    private void say(String key, Object... arguments) {
        var words = new Paragraph(getTranslation(key, arguments));
        words.addClassName("pp-secondary");
        outcome.add(words);
    }
}
