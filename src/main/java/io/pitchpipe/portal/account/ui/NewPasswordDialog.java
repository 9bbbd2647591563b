package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import io.pitchpipe.portal.design.CopyButton;

/** Shows a new password, this once. */
final class NewPasswordDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    NewPasswordDialog(String name, String password) {
        setHeaderTitle(getTranslation("admin.user.reset.done", name));
        var field = new TextField(getTranslation("account.field.password"));
        field.setValue(password);
        field.setReadOnly(true);
        var row = new Div(field, new CopyButton(getTranslation("admin.user.reset.copy"), password));
        row.addClassName("account-link");
        add(new Paragraph(getTranslation("admin.user.reset.once")), row);
        getFooter().add(new Button(getTranslation("design.notification.close"), click -> close()));
        setCloseOnOutsideClick(false);
    }
}
