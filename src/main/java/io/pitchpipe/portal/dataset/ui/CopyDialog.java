package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.util.List;

/** Where a copy of a dataset's newest version goes, and what it is called there. */
final class CopyDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient DatasetCopies copies;
    private final TeamId team;
    private final transient Dataset dataset;
    private final Select<Team> target = new Select<>();
    private final NameField name;
    private final Button copy = new Button();

    /** @param teams in which the user may edit */
    CopyDialog(DatasetCopies copies, TeamId team, Dataset dataset, List<Team> teams) {
        this.copies = copies;
        this.team = team;
        this.dataset = dataset;
        this.name = new NameField(dataset.name(), getTranslation("dataset.copy.noName"));
        setHeaderTitle(getTranslation("dataset.copy.title"));
        setWidth("min(460px, 94vw)");
        if (teams.isEmpty()) {
            add(new Paragraph(getTranslation("dataset.copy.nowhere")));
            getFooter().add(new Button(getTranslation("dataset.close"), click -> close()));
            return;
        }
        target.setLabel(getTranslation("dataset.copy.target"));
        target.setItems(teams);
        target.setItemLabelGenerator(Team::name);
        target.setValue(teams.getFirst());
        target.setWidthFull();
        name.setWidthFull();
        var what = new Paragraph(
                getTranslation("dataset.copy.what", dataset.latest().number()));
        what.addClassNames("pp-secondary", "pp-small");
        copy.setText(getTranslation("dataset.copy.do"));
        copy.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        copy.setDisableOnClick(true);
        var form = new Div(target, name, what);
        form.addClassName("pp-stack");
        add(form);
        getFooter().add(new Button(getTranslation("dataset.cancel"), click -> close()), copy);
    }

    /** Copies on demand. @param owner still there when the copy is made */
    CopyDialog by(Component owner) {
        copy.addClickListener(click -> {
            var chosen = target.getValue();
            if (chosen == null || !name.check()) {
                copy.setEnabled(true);
                name.focus();
                return;
            }
            var called = name.getValue();
            ViewTask.call(() -> copies.copy(team, dataset.latest().id(), chosen.id(), called))
                    .then(made -> {
                        close();
                        Notifications.succeeded(getTranslation("dataset.copy.done", made.name(), chosen.name()));
                    })
                    .lastly(() -> copy.setEnabled(true))
                    .start(owner);
        });
        return this;
    }
}
