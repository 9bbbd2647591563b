package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.InvitationService;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.util.Optional;

/** Makes an invitation link: role, optionally an address, then the link to copy, which is shown this once. */
final class InvitePanel extends Div {

    private static final long serialVersionUID = 1L;

    private final transient InvitationService invitations;
    /** Known while the page is asked for; what comes back from the background has no request. */
    private final String links;

    private final TeamId team;
    private final Runnable invited;
    private final Select<Role> role = RoleWords.select();
    private final EmailField email = new EmailField();
    private final Button create = new Button();
    private final Div outcome = new Div();
    private final FieldErrors errors = new FieldErrors().field(AccountField.EMAIL, email);

    InvitePanel(InvitationService invitations, PublicAddress address, TeamId team, Runnable invited, Runnable closed) {
        this.invitations = invitations;
        this.links = address.of("/invite/");
        this.team = team;
        this.invited = invited;
        addClassNames("pp-card", "account-invite");
        role.setLabel(getTranslation("team.invite.role"));
        role.setValue(Role.EDITOR);
        role.setHelperText(RoleWords.help(Role.EDITOR));
        role.addValueChangeListener(change -> role.setHelperText(RoleWords.help(change.getValue())));
        email.setLabel(getTranslation("team.invite.email"));
        email.setHelperText(getTranslation("team.invite.email.help"));
        email.setMaxLength(254);
        create.setText(getTranslation("team.invite.create"));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.setDisableOnClick(true);
        create.addClickListener(click -> create());
        var close = new Button(getTranslation("design.notification.close"), click -> closed.run());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var fields = new Div(role, email);
        fields.addClassName("account-fields");
        var actions = new Div(create, close);
        actions.addClassName("pp-actions");
        outcome.getElement().setAttribute("aria-live", "polite");
        add(new H2(getTranslation("team.invite.title")), fields, outcome, actions);
    }

    private void create() {
        var chosen = role.getValue();
        var bound = Optional.of(email.getValue());
        ViewTask.call(() -> invitations.invite(team, chosen, bound))
                .then(this::showLink)
                .otherwise(errors.or(Notifications::failed))
                .lastly(() -> create.setEnabled(true))
                .start(this);
    }

    private void showLink(String token) {
        var link = links + token;
        var field = new TextField(getTranslation("team.invite.link"));
        field.setValue(link);
        field.setReadOnly(true);
        field.setWidthFull();
        var row = new Div(field, new CopyButton(getTranslation("team.invite.copy"), link));
        row.addClassName("account-link");
        var note = new Paragraph(getTranslation("team.invite.note", InvitationService.VALID.toDays()));
        note.addClassNames("pp-secondary", "pp-small");
        outcome.removeAll();
        outcome.add(row, note);
        email.clear();
        create.setText(getTranslation("team.invite.another"));
        invited.run();
    }
}
