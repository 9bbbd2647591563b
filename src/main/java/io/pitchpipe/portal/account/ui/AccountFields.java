package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
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
        name.setMaxLength(100);
        name.setWidthFull();
        name.getElement().setAttribute("autocomplete", "name");
        email.setLabel(getTranslation("account.field.email"));
        email.setMaxLength(254);
        email.setWidthFull();
        email.getElement().setAttribute("autocomplete", "username");
        password.setLabel(getTranslation("account.field.password"));
        password.setHelperText(getTranslation("account.password.help"));
        password.setMaxLength(72);
        password.setWidthFull();
        password.getElement().setAttribute("autocomplete", "new-password");
        add(name, email, password);
    }

    void setEmail(String address) {
        email.setValue(address);
    }

    NewAccount value() {
        return new NewAccount(name.getValue(), email.getValue(), password.getValue());
    }
}
