package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.textfield.TextFieldBase;
import io.pitchpipe.portal.account.AccountField;
import io.pitchpipe.portal.account.FieldsRefused;
import io.pitchpipe.portal.design.Notifications;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The fields of a form, each of which shows what is wrong with it; the focus goes to the first. What was typed stays. */
final class FieldErrors implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Map<AccountField, TextFieldBase<?, ?>> fields = new LinkedHashMap<>();

    /** In the order in which they stand in the form. What is changed is no longer said to be wrong. */
    FieldErrors field(AccountField which, TextFieldBase<?, ?> field) {
        fields.put(which, field);
        // Only a service knows what is right; a field's own idea of it would take the service's words away.
        field.setManualValidation(true);
        field.addValueChangeListener(change -> field.setInvalid(false));
        return this;
    }

    void clear() {
        fields.values().forEach(field -> field.setInvalid(false));
    }

    /** For {@code ViewTask.otherwise}: shows a refusal of fields at these fields, and hands on everything else. */
    Consumer<Exception> or(Consumer<Exception> otherwise) {
        return failure -> {
            clear();
            if (failure instanceof FieldsRefused refused
                    && fields.keySet().containsAll(refused.reasons().keySet())) {
                show(refused);
            } else {
                otherwise.accept(failure);
            }
        };
    }

    private void show(FieldsRefused refused) {
        refused.reasons().forEach((which, reason) -> {
            var field = fields.get(which);
            if (field != null) {
                field.setErrorMessage(Notifications.explain(reason));
                field.setInvalid(true);
            }
        });
        fields.values().stream().filter(TextFieldBase::isInvalid).findFirst().ifPresent(TextFieldBase::focus);
    }
}
