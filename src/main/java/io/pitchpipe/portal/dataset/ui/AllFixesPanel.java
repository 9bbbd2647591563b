package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.dataset.FixPreview;
import java.util.Optional;
import java.util.TreeMap;

/** What "Fix all" would do, by fix and together, with some of the rows, before it is agreed to. */
final class AllFixesPanel extends Div {

    private static final long serialVersionUID = 1L;

    AllFixesPanel(FixPreview found, int nextVersion, Runnable apply, Runnable cancel) {
        addClassName("dataset-change-list");
        getElement().setAttribute("role", "status");
        var list = new UnorderedList();
        new TreeMap<>(found.byFix())
                .forEach((fix, count) -> list.add(new ListItem(getTranslation(
                        "dataset.fix.all.one",
                        getTranslation("dataset.fix." + fix + ".name"),
                        DatasetText.rows(count)))));
        add(
                new H2(getTranslation("dataset.fix.all.title")),
                list,
                new Paragraph(DatasetText.effect(found.dropped(), found.changed())));
        found.examples()
                .forEach(change ->
                        add(new ChangeLine(Optional.of(change.before()), change.after(), "dataset.fix.dropped")));
        add(choice(nextVersion, apply, cancel));
    }

    /** Whether what was shown is to be done. @param nextVersion the number that it will make */
    static Div choice(int nextVersion, Runnable apply, Runnable cancel) {
        var go = new Button(DatasetText.text("dataset.fix.apply", nextVersion), click -> apply.run());
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.setDisableOnClick(true);
        var leave = new Button(DatasetText.text("dataset.fix.leave"), click -> cancel.run());
        leave.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var row = new Div(go, leave);
        row.addClassName("pp-actions");
        return row;
    }
}
