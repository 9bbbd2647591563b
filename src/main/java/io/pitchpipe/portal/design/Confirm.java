package io.pitchpipe.portal.design;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.i18n.I18NProvider;

/** Asks before what cannot be undone; each button says what it does, and the safe one has the focus. */
public final class Confirm {

    private Confirm() {}

    /**
     * @param title the question
     * @param text what will happen, and what will not
     * @param action the button, such as "Delete 312 rows"
     */
    public static void ask(String title, String text, String action, Runnable confirmed) {
        ask(title, text, action, I18NProvider.translate("design.cancel"), confirmed);
    }

    /** @param stay the button that leaves all as it is, such as "Keep training" where "Cancel" could be either of the two */
    public static void ask(String title, String text, String action, String stay, Runnable confirmed) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(title);
        dialog.setText(text);
        dialog.setCancelable(true);
        dialog.setCancelText(stay);
        dialog.setConfirmText(action);
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirm -> confirmed.run());
        // The dialog itself gives the focus to the other one, where Enter would do the harm.
        dialog.getElement().executeJs("window.pitchpipe && window.pitchpipe.safe(this)");
        dialog.open();
    }
}
