package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.AdminService;
import io.pitchpipe.portal.design.InstancePanel;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;

/** What the instance is called, and how the parts are that run beside it. */
@Route("admin/instance")
@PermitAll
@StyleSheet("context://portal/styles/account.css")
class AdminInstanceView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    AdminInstanceView(AdminService admin, List<InstancePanel> panels) {
        addClassName("pp-page");
        var name = new TextField(getTranslation("account.field.instance"));
        name.setHelperText(getTranslation("setup.instance.help"));
        name.setValue(admin.instanceName());
        var save = new Button(getTranslation("admin.instance.save"));
        save.setDisableOnClick(true);
        var errors = new FieldErrors().field(AccountField.INSTANCE, name);
        save.addClickListener(click -> {
            var typed = name.getValue();
            ViewTask.run(() -> admin.renameInstance(typed))
                    .then(done -> {
                        errors.clear();
                        Notifications.succeeded(getTranslation("admin.instance.saved"));
                    })
                    .otherwise(errors.or(Notifications::failed))
                    .lastly(() -> save.setEnabled(true))
                    .start(this);
        });
        var form = new Div(name, save);
        form.addClassNames("pp-form", "pp-card");
        add(AdminHeader.create(), form);
        panels.stream()
                .sorted(Comparator.comparingInt(InstancePanel::order))
                .map(InstancePanel::create)
                .forEach(this::add);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("admin.instance");
    }
}
