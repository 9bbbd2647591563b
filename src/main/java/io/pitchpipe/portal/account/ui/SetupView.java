package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.SetupService;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.util.List;
import java.util.Optional;

/** The first start: without the link from the terminal it only says where to find it. */
@Route(value = "setup", autoLayout = false)
@AnonymousAllowed
class SetupView extends PlainPage implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient SetupService setup;
    private final transient PublicAddress address;
    private final TextField instance = new TextField();
    private final AccountFields account = new AccountFields();
    private final TextField team = new TextField();
    private final TextField number = new TextField();
    private final Div failure = new Div();
    private final Button finish = new Button();
    private final FieldErrors errors = new FieldErrors();
    private String token = "";

    SetupView(SetupService setup, PublicAddress address) {
        this.setup = setup;
        this.address = address;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        if (setup.done()) {
            entering.forwardTo("login");
            return;
        }
        token = entering.getLocation()
                .getQueryParameters()
                .getParameters()
                .getOrDefault("token", List.of(""))
                .getFirst();
        if (setup.accepts(token)) {
            showForm();
        } else if (token.isEmpty()) {
            show(getTranslation("setup.hint.title"), getTranslation("setup.hint.text"), step("setup.hint.where"));
        } else {
            show(getTranslation("setup.dead.title"), getTranslation("setup.dead.text"), step("setup.hint.where"));
        }
    }

    private Paragraph step(String key) {
        var step = new Paragraph(getTranslation(key, address.of("/setup?token=…")));
        step.addClassName("account-step");
        return step;
    }

    private void showForm() {
        instance.setLabel(getTranslation("account.field.instance"));
        instance.setHelperText(getTranslation("setup.instance.help"));
        instance.setValue(getTranslation("app.name"));
        instance.setWidthFull();
        team.setLabel(getTranslation("account.field.team"));
        team.setWidthFull();
        number.setLabel(getTranslation("account.field.number"));
        number.setHelperText(getTranslation("setup.number.help"));
        number.setPlaceholder(getTranslation("setup.number.placeholder"));
        number.setMaxLength(19);
        number.setAllowedCharPattern("[0-9]");
        number.setWidthFull();
        finish.setText(getTranslation("setup.finish"));
        finish.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        finish.setDisableOnClick(true);
        finish.addClickListener(click -> complete());
        failure.addClassName("account-failure");
        errors.field(AccountField.INSTANCE, instance);
        account.in(errors).field(AccountField.TEAM, team).field(AccountField.NUMBER, number);
        show(
                getTranslation("setup.title"),
                getTranslation("setup.text"),
                section("setup.section.instance", instance),
                section("setup.section.admin", account),
                section("setup.section.team", team, number),
                failure,
                finish);
    }

    private Section section(String titleKey, com.vaadin.flow.component.Component... fields) {
        var section = new Section(new H2(getTranslation(titleKey)));
        section.add(fields);
        section.addClassName("account-section");
        return section;
    }

    private void complete() {
        failure.removeAll();
        var asked = account.value();
        var instanceName = instance.getValue();
        var teamName = team.getValue();
        var typed = Optional.of(number.getValue());
        ViewTask.run(() -> setup.complete(token, instanceName, asked, teamName, typed))
                .then(done -> {
                    errors.clear();
                    finish.setText(getTranslation("account.login.signingIn"));
                    account.signIn();
                })
                .otherwise(refused -> {
                    finish.setEnabled(true);
                    errors.or(reason -> failure.add(new ErrorPanel(
                                    getTranslation("setup.failed.title"), Notifications.explain(reason))))
                            .accept(refused);
                })
                .start(this);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("setup.pageTitle");
    }
}
