package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCard;
import io.pitchpipe.portal.dataset.DatasetCards;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people should know of a dataset: what it is for, where it comes from, what may be done with it, and how long its examples are. */
@Route("datasets/:id/card")
@PermitAll
class DatasetCardView extends DatasetPage {

    private static final long serialVersionUID = 1L;

    private final transient DatasetCards cards;
    private final TextArea purpose = area("purpose");
    private final TextArea source = area("source");
    private final TextField licence = field("licence");
    private final TextField language = field("language");
    private final Button save = new Button(getTranslation("dataset.card.save"));
    private final Div changed = new Div();
    private final Div failure = new Div();
    private final Div lengths = new Div();
    private transient DatasetCard card = DatasetCard.BLANK;

    DatasetCardView(
            DatasetService datasets,
            DatasetCopies copies,
            DatasetCards cards,
            Changes changes,
            CurrentTeam currentTeam) {
        super(datasets, copies, changes, currentTeam);
        this.cards = cards;
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(click -> save());
        changed.addClassNames("pp-secondary", "pp-small", "pp-facts");
        failure.addClassName("dataset-failure");
    }

    private TextArea area(String key) {
        var area = new TextArea(getTranslation("dataset.card." + key));
        area.setHelperText(getTranslation("dataset.card." + key + ".help"));
        area.setMaxLength(DatasetCard.TEXT);
        area.setWidthFull();
        area.setMaxRows(10);
        area.getElement().setAttribute("dir", "auto");
        return area;
    }

    private TextField field(String key) {
        var field = new TextField(getTranslation("dataset.card." + key));
        field.setHelperText(getTranslation("dataset.card." + key + ".help"));
        field.setMaxLength(DatasetCard.WORD);
        field.setWidthFull();
        return field;
    }

    @Override
    boolean waitsForRows() {
        return false;
    }

    @Override
    void fill(Dataset current) {
        var editor = datasets.mayEdit(team);
        content.removeAll();
        failure.removeAll();
        var words = new Div(licence, language);
        words.addClassName("dataset-parts");
        var form = new Div(purpose, source, words, changed);
        form.addClassNames("pp-card", "dataset-card-form");
        if (editor) {
            form.add(save);
        }
        purpose.setReadOnly(!editor);
        source.setReadOnly(!editor);
        licence.setReadOnly(!editor);
        language.setReadOnly(!editor);
        content.add(failure, form);
        lengths.removeAll();
        if (editor && current.latest().state().readable()) {
            lengths.add(new LengthPanel(cards, team, current.latest()));
            content.add(lengths);
        }
        show(cards.card(team, current.id()));
    }

    private void show(DatasetCard found) {
        card = found;
        purpose.setValue(found.purpose());
        source.setValue(found.source());
        licence.setValue(found.licence());
        language.setValue(found.language());
        changed.removeAll();
        found.change().ifPresent(change -> {
            var by = new Span(getTranslation("dataset.card.changed", change.by()));
            var time = Formats.time(change.at());
            by.addClassName("pp-fact");
            time.addClassName("pp-fact");
            changed.add(by, time);
        });
    }

    private boolean typed() {
        return !(card.purpose().equals(purpose.getValue().strip())
                && card.source().equals(source.getValue().strip())
                && card.licence().equals(licence.getValue().strip())
                && card.language().equals(language.getValue().strip()));
    }

    private void save() {
        var wanted = card.saying(purpose.getValue(), source.getValue(), licence.getValue(), language.getValue());
        var id = dataset().id();
        ViewTask.call(() -> cards.save(team, id, wanted))
                .then(saved -> {
                    failure.removeAll();
                    show(saved);
                    Notifications.succeeded(getTranslation("dataset.card.saved"));
                })
                .otherwise(refused -> {
                    failure.removeAll();
                    failure.add(ErrorPanel.of(
                            getTranslation("dataset.card.failed"),
                            refused,
                            new CopyButton(getTranslation("dataset.card.copy"), text(wanted)).withLabel()));
                })
                .lastly(() -> save.setEnabled(true))
                .start(this);
    }

    /** All fields of a card, to be pasted from. */
    private static String text(DatasetCard card) {
        return Stream.of(card.purpose(), card.source(), card.licence(), card.language())
                .filter(Predicate.not(String::isBlank))
                .collect(Collectors.joining("\n\n"));
    }

    /** Nothing is taken away from under whoever is typing; saving then says that somebody else was faster. */
    @Override
    void changed(Dataset current) {
        if (!typed()) {
            super.changed(current);
        }
    }
}
