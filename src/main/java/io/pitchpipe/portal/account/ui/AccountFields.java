package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.NewAccount;

/** The fields of a new account. */
final class AccountFields extends Div {

    private static final long serialVersionUID = 1L;

    private final TextField name = new TextField();
    private final EmailField email = new EmailField();
    private final PasswordField password = new PasswordField();

    AccountFields() {
        addClassName("account-section");
        name.setLabel(getTranslation("account.field.name"));
        name.setWidthFull();
        name.getElement().setAttribute("autocomplete", "name");
        email.setLabel(getTranslation("account.field.email"));
        email.setMaxLength(254);
        email.setWidthFull();
        email.getElement().setAttribute("autocomplete", "username");
        password.setLabel(getTranslation("account.field.password"));
        password.setHelperText(getTranslation("account.password.help"));
        password.setWidthFull();
        password.getElement().setAttribute("autocomplete", "new-password");
        add(name, email, password);
    }

    /** The fields in which a service may find something wrong. */
    FieldErrors in(FieldErrors errors) {
        return errors.field(AccountField.NAME, name)
                .field(AccountField.EMAIL, email)
                .field(AccountField.PASSWORD, password);
    }

    /** For an account that must have this address. */
    void bindTo(String address) {
        email.setValue(address);
        email.setReadOnly(true);
        email.setHelperText(getTranslation("invite.bound"));
    }

    /**
     * Signs the browser in to the account that was just made, with what stands in these fields, by the sign-in page's own way: so it is
     * throttled and on record like any other, the session gets a new id, and the browser can offer to keep the password.
     */
    void signIn() {
        getElement().executeJs("""
                        const form = document.createElement('form');
                        form.method = 'post';
                        form.action = 'login';
                        const add = (name, value) => {
                          const input = document.createElement('input');
                          input.type = 'hidden';
                          input.name = name;
                          input.value = value;
                          form.append(input);
                        };
                        const meta = name => document.querySelector('meta[name="' + name + '"]')?.content;
                        if (meta('_csrf_parameter')) {
                          add(meta('_csrf_parameter'), meta('_csrf'));
                        }
                        add('username', $0.value);
                        add('password', $1.value);
                        document.body.append(form);
                        form.submit();""", email.getElement(), password.getElement());
    }

    NewAccount value() {
        return new NewAccount(name.getValue(), email.getValue(), password.getValue());
    }
}
