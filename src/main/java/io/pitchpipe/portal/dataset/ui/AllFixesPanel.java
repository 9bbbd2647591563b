package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;

/** What "Fix all" would do, by fix and together, with some of the rows, before it is agreed to. */
final class AllFixesPanel extends Div {

    private static final long serialVersionUID = 1L;

    AllFixesPanel(AllFixes fixes, Runnable apply, Runnable cancel) {
        getElement().setAttribute("role", "status");
        var list = new UnorderedList();
        fixes.each()
                .forEach((fix, does) -> list.add(new ListItem(getTranslation(
                        "dataset.fix.all.one",
                        getTranslation("dataset.fix." + fix + ".name"),
                        DatasetText.rows(does.changed()),
                        DatasetText.rows(does.dropped())))));
        var together = fixes.together();
        add(
                new H2(getTranslation("dataset.fix.all.title")),
                list,
                new Paragraph(getTranslation(
                        "dataset.fix.all.together",
                        DatasetText.rows(together.changed()),
                        DatasetText.rows(together.dropped()))));
        together.examples()
                .forEach(change ->
                        add(new ChangeLine(Optional.of(change.before()), change.after(), "dataset.fix.dropped")));
        var go = new Button(getTranslation("dataset.fix.apply"), click -> apply.run());
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.setDisableOnClick(true);
        var leave = new Button(getTranslation("dataset.fix.leave"), click -> cancel.run());
        leave.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var row = new Div(go, leave);
        row.addClassName("pp-actions");
        add(row);
    }
}
