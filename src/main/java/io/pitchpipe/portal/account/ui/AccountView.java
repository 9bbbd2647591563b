package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.AccountService;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;

/** One's own name and password. */
@Route("account")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
class AccountView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient AccountService accounts;

    AccountView(AccountService accounts) {
        this.accounts = accounts;
        addClassName("pp-page");
        var me = accounts.me();
        add(
                new PageHeader(getTranslation("account.title")).fact(me.email()),
                section("account.section.name", nameForm(me.name())),
                section("account.section.password", passwordForm()));
    }

    private Section section(String titleKey, Component content) {
        var section = new Section(new H2(getTranslation(titleKey)), content);
        section.addClassNames("pp-section");
        return section;
    }

    private Component nameForm(String present) {
        var name = new TextField(getTranslation("account.field.name"));
        name.setValue(present);
        name.getElement().setAttribute("autocomplete", "name");
        var save = new Button(getTranslation("account.name.save"));
        save.setDisableOnClick(true);
        var errors = new FieldErrors().field(AccountField.NAME, name);
        save.addClickListener(click -> {
            var typed = name.getValue();
            ViewTask.run(() -> accounts.rename(typed))
                    .then(done -> {
                        errors.clear();
                        Notifications.succeeded(getTranslation("account.name.saved"));
                    })
                    .otherwise(errors.or(Notifications::failed))
                    .lastly(() -> save.setEnabled(true))
                    .start(this);
        });
        return form(name, save);
    }

    private Component passwordForm() {
        var present = new PasswordField(getTranslation("account.password.present"));
        present.getElement().setAttribute("autocomplete", "current-password");
        var next = new PasswordField(getTranslation("account.password.next"));
        next.setHelperText(getTranslation("account.password.help"));
        next.getElement().setAttribute("autocomplete", "new-password");
        var save = new Button(getTranslation("account.password.change"));
        save.setDisableOnClick(true);
        var errors =
                new FieldErrors().field(AccountField.CURRENT_PASSWORD, present).field(AccountField.PASSWORD, next);
        save.addClickListener(click -> {
            var old = present.getValue();
            var chosen = next.getValue();
            ViewTask.run(() -> accounts.changePassword(old, chosen))
                    .then(done -> {
                        errors.clear();
                        present.clear();
                        next.clear();
                        Notifications.succeeded(getTranslation("account.password.changed"));
                    })
                    .otherwise(errors.or(Notifications::failed))
                    .lastly(() -> save.setEnabled(true))
                    .start(this);
        });
        var note = new Paragraph(getTranslation("account.password.note"));
        note.addClassNames("pp-secondary", "pp-small");
        return form(present, next, note, save);
    }

    private Div form(Component... parts) {
        var form = new Div(parts);
        form.addClassNames("pp-form", "pp-card");
        return form;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("account.title");
    }
}
