package io.pitchpipe.portal.design;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.i18n.I18NProvider;

/** Asks before what cannot be undone; the button says what it does. */
public final class Confirm {

    private Confirm() {}

    /**
     * @param title the question
     * @param text what will happen, and what will not
     * @param action the button, such as "Delete 312 rows"
     */
    public static void ask(String title, String text, String action, Runnable confirmed) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(title);
        dialog.setText(text);
        dialog.setCancelable(true);
        dialog.setCancelText(I18NProvider.translate("design.cancel"));
        dialog.setConfirmText(action);
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirm -> confirmed.run());
        dialog.open();
    }
}
