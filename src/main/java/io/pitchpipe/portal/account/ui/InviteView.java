package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.pitchpipe.portal.account.Invitation;
import io.pitchpipe.portal.account.InvitationService;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.design.Viewer;
import java.util.Locale;

/** Where an invitation link leads: join as who one is, or with a new account. */
@Route(value = "invite/:token", autoLayout = false)
@AnonymousAllowed
class InviteView extends PlainPage implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient InvitationService invitations;
    private final transient Viewer viewer;
    private final transient CurrentTeam currentTeam;
    private final AccountFields account = new AccountFields();
    private final Div failure = new Div();
    private String token = "";

    InviteView(InvitationService invitations, Viewer viewer, CurrentTeam currentTeam) {
        this.invitations = invitations;
        this.viewer = viewer;
        this.currentTeam = currentTeam;
        failure.addClassName("account-failure");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        token = entering.getRouteParameters().get("token").orElse("");
        PendingInvitation.forget();
        var offer = invitations.look(token);
        var person = viewer.person();
        if (offer.isEmpty()) {
            show(
                    getTranslation("invite.dead.title"),
                    getTranslation("account.invitation.dead"),
                    Links.button("", getTranslation("design.error.home")));
        } else if (person.isPresent()) {
            showJoin(offer.get(), person.get());
        } else {
            showNewAccount(offer.get());
        }
    }

    private String sentence(Invitation.Offer offer) {
        return getTranslation("invite.text." + offer.role().name().toLowerCase(Locale.ROOT), offer.invitedBy());
    }

    private void showJoin(Invitation.Offer offer, Viewer.Person person) {
        var join = new Button(getTranslation("invite.join", offer.teamName()));
        join.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        join.setDisableOnClick(true);
        join.addClickListener(click -> ViewTask.call(() -> invitations.accept(token))
                .then(team -> {
                    currentTeam.choose(team);
                    Links.leave(UI.getCurrent(), "/");
                })
                .otherwise(this::refused)
                .lastly(() -> join.setEnabled(true))
                .start(this));
        var as = new Paragraph(getTranslation("invite.as", person.name(), person.email()));
        as.addClassNames("pp-secondary", "pp-small");
        show(getTranslation("invite.title", offer.teamName()), sentence(offer), failure, join, as);
    }

    private void showNewAccount(Invitation.Offer offer) {
        offer.email().ifPresent(account::bindTo);
        var errors = account.in(new FieldErrors());
        var join = new Button(getTranslation("invite.joinAsNew"));
        join.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        join.setDisableOnClick(true);
        join.addClickListener(click -> {
            failure.removeAll();
            var asked = account.value();
            ViewTask.run(() -> invitations.acceptAsNew(token, asked))
                    .then(done -> {
                        errors.clear();
                        join.setText(getTranslation("account.login.signingIn"));
                        account.signIn();
                    })
                    .otherwise(reason -> {
                        join.setEnabled(true);
                        errors.or(this::refused).accept(reason);
                    })
                    .start(this);
        });
        var known = new Button(getTranslation("invite.haveAccount"), click -> {
            PendingInvitation.remember(token);
            UI.getCurrent().navigate(LoginView.class);
        });
        known.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        show(getTranslation("invite.title", offer.teamName()), sentence(offer), account, failure, join, known);
    }

    private void refused(Exception reason) {
        failure.removeAll();
        failure.add(new ErrorPanel(getTranslation("invite.failed.title"), Notifications.explain(reason)));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("invite.pageTitle");
    }
}
